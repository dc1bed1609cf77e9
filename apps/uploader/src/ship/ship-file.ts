import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type UploadRecord, uploadEntry } from '@galeria/catalog';
import { dispatch, dispatchPending, statusOf } from '@galeria/cloud';
import { defined, uploadKey } from '@galeria/media';
import type { Cloud } from '../cloud.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { putOriginal, type Stored } from './original.ts';
import { permanentRefusal, type Refusal } from './refusal.ts';

/** The outcome of shipping a file. */
export type Shipment =
  | {
      readonly outcome: 'shipped';
      readonly stored: Exclude<Stored, 'mismatch'>;
      readonly dispatched: boolean;
    }
  | { readonly outcome: 'dropped' }
  | { readonly outcome: 'again' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/**
 * Moves one file from the spool into the cloud; may be repeated after an interruption at any point.
 * After `shipped` S3 has confirmed the bytes, the upload is recorded in the catalog and the bucket,
 * and the item was dispatched: by S3's event, or by a message if the object existed, since a 412 emits
 * no event.
 *
 * `dropped`: the item was deleted, or has a later generation, since the upload was received. `again`:
 * a deletion was in progress and is now complete. `refused`: S3 permanently rejected the file. The
 * caller retries after any exception.
 */
export async function shipFile(
  cloud: Cloud,
  entry: SpoolEntry,
  signal: AbortSignal,
): Promise<Shipment> {
  const { catalog, s3, originalsBucket: bucket } = cloud;
  const record = toRecord(entry, cloud.cell);

  // First, so that the audit has the upload whatever happens to the file.
  await catalog.audit(uploadEntry(record), cloud.audit);
  const registration = await catalog.registerUpload(record);
  if (registration.outcome === 'deleted') {
    // An earlier attempt may have written objects after the deletion.
    await cloud.erase({ id: entry.id, generation: registration.generation }, [entry]);
    return { outcome: 'dropped' };
  }
  if (registration.outcome === 'deleting') {
    await cloud.erase({ id: entry.id, generation: registration.generation });
    return { outcome: 'again' };
  }

  let stored: Stored;
  try {
    stored = await putOriginal({ s3, bucket, signal }, entry);
    if (stored === 'mismatch') return { outcome: 'refused', refusal: MISMATCH };
    await putRecord(cloud, { ...record, generation: registration.generation }, signal);
  } catch (error) {
    const refusal = permanentRefusal(error);
    if (!refusal) throw error;
    return { outcome: 'refused', refusal };
  }

  const { generation } = registration;
  const confirmation = await catalog.confirmStored(entry.id, generation);
  if (confirmation.state === 'newer') {
    await cloud.erase({ id: entry.id, generation }, [entry]);
    return { outcome: 'dropped' };
  }
  if (confirmation.state !== 'alive') {
    // Deleted while it was being shipped: erase the objects written since.
    await cloud.erase({ id: entry.id, generation: confirmation.generation }, [entry]);
    return { outcome: 'again' };
  }
  const { status, leaseLapsed } = confirmation;
  // An item that failed after the registration failed with these bytes, possibly by the event of this
  // PUT: that is the result of this upload. Only an earlier failure is retried.
  const failedBefore =
    status === 'failed' && registration.status === 'failed' && stored !== 'repeated';
  if (failedBefore) {
    const pending = await catalog.requeue(entry.id, generation);
    if (pending) await dispatchPending(cloud, { ...pending, kind: entry.kind }, signal);
    return { outcome: 'shipped', stored, dispatched: pending !== undefined };
  }
  const idle = status === 'stored' || leaseLapsed;
  const dispatched = stored !== 'created' && idle;
  if (dispatched) await dispatch(cloud, entry, signal);
  return { outcome: 'shipped', stored, dispatched };
}

const MISMATCH: Refusal = {
  code: 'content-mismatch',
  message: 'The object under this key has other bytes or no comparable checksum',
};

/** The record of an upload for the catalog and the bucket. */
export const toRecord = (entry: SpoolEntry, cell: string): UploadRecord => ({
  upload: entry.upload,
  id: entry.id,
  kind: entry.kind,
  mimeType: entry.mimeType,
  size: entry.size,
  filename: entry.filename,
  receivedAt: entry.receivedAt,
  generation: entry.generation,
  cell,
  ...defined({
    address: entry.address,
    key: entry.key,
    share: entry.share,
    userAgent: entry.userAgent,
  }),
});

/**
 * Writes the record beside the original, where it outlives the catalog; S3's object metadata is too
 * small.
 *
 * Repeated shipping leaves the first record in place: the generation of an upload is fixed at its first
 * registration, so later records are equal.
 */
async function putRecord(
  { s3, originalsBucket }: Cloud,
  record: UploadRecord,
  signal: AbortSignal,
) {
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: originalsBucket,
        Key: uploadKey(record.upload),
        Body: JSON.stringify(record),
        ContentType: 'application/json',
        IfNoneMatch: '*',
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (statusOf(error) !== 412) throw error;
  }
}
