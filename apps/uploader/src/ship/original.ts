import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { statusOf, withBytes } from '@galeria/cloud';
import { originalKey } from '@galeria/media';
import type { SpoolEntry } from '../spool/spool.ts';
import { isSameObject, objectChecksum } from './checksum.ts';
import { type Destination, putParts } from './multipart.ts';

export type Stored =
  /** Written now: S3 emits an event. */
  | 'created'
  /** Written by an earlier attempt of the same upload: S3 emitted an event then. */
  | 'repeated'
  /** Written by another upload: S3 emits no event for this one. */
  | 'existed'
  /** The object under its key has other bytes. */
  | 'mismatch';

/**
 * Writes an original unless it exists, and verifies the checksum of the object in both cases.
 *
 * @throws S3ServiceException other than 412
 */
export async function putOriginal(to: Destination, entry: SpoolEntry): Promise<Stored> {
  const key = originalKey(entry.kind, entry.id);
  // A HEAD saves sending gigabytes in vain.
  if (entry.parts) {
    const there = await compare(to, key, entry);
    if (there !== 'absent') return there;
  }
  try {
    await (entry.parts ? putParts(to, key, entry) : putWhole(to, key, entry));
    return 'created';
  } catch (error) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (statusOf(error) !== 412) throw error;
    const there = await compare(to, key, entry);
    // Deleted between the two requests: the next attempt writes it.
    if (there === 'absent') throw error;
    return there;
  }
}

function putWhole({ s3, bucket, signal }: Destination, key: string, entry: SpoolEntry) {
  const { offset } = entry;
  const range = offset === undefined ? {} : { start: offset, end: offset + entry.size - 1 };
  return withBytes(entry.path, range, (Body) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body,
        ContentLength: entry.size,
        ContentType: entry.mimeType,
        ChecksumSHA256: objectChecksum(entry),
        IfNoneMatch: '*',
        Metadata: { upload: entry.upload },
      }),
      { abortSignal: signal },
    ),
  );
}

async function compare(
  { s3, bucket, signal }: Destination,
  key: string,
  entry: SpoolEntry,
): Promise<Exclude<Stored, 'created'> | 'absent'> {
  try {
    const head = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
      { abortSignal: signal },
    );
    if (!isSameObject(head, entry)) return 'mismatch';
    return head.Metadata?.upload === entry.upload ? 'repeated' : 'existed';
  } catch (error) {
    if (statusOf(error) === 404) return 'absent';
    throw error;
  }
}
