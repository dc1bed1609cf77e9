import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Servers } from '@galeria/local/servers';
import type { StackFile } from '@galeria/local/stack-file';

/** Access to a cloud's servers, and the names of its resources. */
export interface CloudAccess {
  readonly outputs: StackFile['outputs'];
  readonly servers: Pick<Servers, 's3' | 'dynamodb' | 'sqs'>;
}

/** The names of the resources that the harness reads. */
export interface Places {
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
}

export const placesOf = ({ outputs }: CloudAccess): Places => ({
  table: String(outputs.table),
  originalsBucket: String(outputs.originalsBucket),
  galleryBucket: String(outputs.galleryBucket),
});

/** Reads a row of the catalog without the product's code, which is what is tested. */
export async function readRow({ servers, outputs }: CloudAccess, id: string, sk: string) {
  const { Item } = await servers.dynamodb.send(
    new GetItemCommand({
      TableName: String(outputs.table),
      Key: { pk: { S: `MEDIA#${id}` }, sk: { S: sk } },
      ConsistentRead: true,
    }),
  );
  return Item;
}

export async function* scanRows({ servers, outputs }: CloudAccess) {
  let start: Record<string, never> | undefined;
  do {
    const page = await servers.dynamodb.send(
      new ScanCommand({ TableName: String(outputs.table), ExclusiveStartKey: start }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey as typeof start;
  } while (start);
}

export async function hasObject({ servers }: CloudAccess, bucket: string, key: string) {
  try {
    await servers.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return false;
    throw error;
  }
}

/** Every version of every object under a prefix. */
export async function* listVersions({ servers }: CloudAccess, bucket: string, prefix = '') {
  let marker: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  for (;;) {
    const page: ListObjectVersionsCommandOutput = await servers.s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        KeyMarker: marker.NextKeyMarker,
        VersionIdMarker: marker.NextVersionIdMarker,
      }),
    );
    yield* page.Versions ?? [];
    if (!page.IsTruncated) return;
    marker = page;
  }
}
