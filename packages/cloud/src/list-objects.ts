import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export interface Listed {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Lists the objects under a prefix in pages of up to 1,000, with one page in memory at a time. */
export async function* listObjects(
  s3: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<Listed[]> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    yield (page.Contents ?? []).map(({ Key, Size, LastModified }) => ({
      key: Key as string,
      size: Size as number,
      modified: LastModified?.getTime() ?? 0,
    }));
    token = page.NextContinuationToken;
  } while (token);
}
