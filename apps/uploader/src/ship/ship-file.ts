import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { type AuditPolicy, type Catalog, type UploadRecord, uploadEntry } from '@galeria/catalog';
import { uploadKey } from '@galeria/media';
import type { Erase } from '@galeria/store';
import { dispatch, dispatchPending } from '../dispatch.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { putOriginal, type Stored } from './original.ts';
import { permanentRefusal, type Refusal, statusOf } from './refusal.ts';

export interface Cloud {
  readonly catalog: Catalog;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly erase: Erase;
  readonly originalsBucket: string;
  /** A queue's URL for every kind. */
  readonly queues: Readonly<Record<string, string>>;
  readonly cell: string;
  readonly audit: AuditPolicy;
}

/** What became of a file: safe, to be put aside, or not wanted any more. */
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
 * Moves one file from the spool into the cloud, and may be repeated from any point. After `shipped`
 * its bytes are confirmed, its upload is recorded twice, and somebody was told to process it: S3 by
 * its event, or we by a message where the object was there already, since a 412 emits no event.
 *
 * `dropped`: the item was deleted, or has a later life, since this upload was accepted. `again`: a
 * deletion was under way and is now ended. Anything thrown is worth another try.
 */
export async function shipFile(
  cloud: Cloud,
  entry: SpoolEntry,
  signal: AbortSignal,
): Promise<Shipment> {
  const { catalog, s3, originalsBucket: bucket } = cloud;
  const record = toRecord(entry, cloud.cell);

  // Before anything else, so that whatever becomes of the file, the audit knows that it came.
  await catalog.audit(uploadEntry(record), cloud.audit);
  const registration = await catalog.registerUpload(record);
  if (registration.outcome === 'deleted') {
    // An earlier try may have left something that arrived once the rest had been taken away.
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
    // Deleted while it was on its way: what arrived late is taken away again.
    await cloud.erase({ id: entry.id, generation: confirmation.generation }, [entry]);
    return { outcome: 'again' };
  }
  const { status, leaseLapsed } = confirmation;
  // An item that failed since it was registered failed by these very bytes, possibly by the event of
  // this very PUT. That is the answer to this upload. Only an earlier failure is tried again.
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
  message: 'Other bytes, or bytes without a comparable checksum, lie under this original’s key',
};

/** An upload as the catalog and the store keep it. */
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
  ...(entry.address === undefined ? {} : { address: entry.address }),
  ...(entry.key === undefined ? {} : { key: entry.key }),
  ...(entry.userAgent === undefined ? {} : { userAgent: entry.userAgent }),
});

/**
 * Writes the record beside the original: it outlives the catalog, and S3's own metadata is too small.
 *
 * It is written once, however often the upload is shipped. The first one stands: an upload has one
 * generation from its first registration on, so a later one says the same.
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
