import type { S3Client } from '@aws-sdk/client-s3';
import { type AuditPolicy, type Catalog, type UploadRecord, uploadEntry } from '@galeria/catalog';
import { uploadKey } from '@galeria/media';
import { removeObject } from '../delete-versions.ts';
import type { OriginalRef } from '../dispatch.ts';
import type { Erase } from '../erase.ts';
import { sizeOfOriginal } from './original.ts';

export interface RecoveryTools {
  readonly s3: S3Client;
  readonly catalog: Catalog;
  readonly erase: Erase;
  readonly originalsBucket: string;
  /** Sends the message that has an original processed. */
  readonly dispatch: (original: OriginalRef) => Promise<void>;
  /** Without a policy, recovery writes no audit entries. */
  readonly audit: AuditPolicy | undefined;
}

export type Recovery =
  /** The catalog has the upload and its item again. */
  | 'registered'
  /** The item was deleted after this upload, so recovery deleted the record too. */
  | 'removed'
  /** Neither the item nor its original exists. */
  | 'original-missing'
  /** A deletion is under way, or another process changed the item in the meantime. */
  | 'skipped';

/**
 * Registers an upload again whose row the catalog lost, or deletes its record where the item was
 * deleted after it. The generation of the record decides, never a time:
 *
 * ```
 * catalog                       record's generation
 * tombstone of generation g     ≤ g  delete the record       > g  register: starts generation g + 1
 * living item of generation g   < g  delete the record       ≥ g  register: the row alone was lost
 * nothing                       register, if the original exists
 * ```
 *
 * Safe to repeat, and to run at the same time as the shipper of the same upload.
 */
export async function recoverUpload(tools: RecoveryTools, record: UploadRecord): Promise<Recovery> {
  const { s3, catalog, originalsBucket } = tools;
  const { id, generation } = record;
  const item = await catalog.describe(id);
  if (item.state !== 'absent' && generation !== null) {
    const deleted =
      item.state === 'alive' ? generation < item.generation : generation <= item.generation;
    if (deleted) {
      await removeLeftover(tools, record, item);
      return 'removed';
    }
  }
  if (item.state === 'deleting') return 'skipped';
  const size = await sizeOfOriginal(s3, originalsBucket, record);
  if (item.state !== 'alive' && size !== record.size) return 'original-missing';
  if (item.state === 'alive') await catalog.describeAdopted(record);
  const registered = await register(
    tools,
    item.state === 'alive' ? [record] : [...(await catalog.uploadRowsOf(id)), record],
  );
  if (registered === undefined) return 'skipped';
  if (size === record.size) await resume(tools, record, registered);
  return 'registered';
}

/**
 * Creates the item of an original again from the remaining upload rows.
 *
 * @returns false where no upload row is left: the processor then creates an item without a file name
 */
export async function recoverItem(tools: RecoveryTools, original: OriginalRef): Promise<boolean> {
  const uploads = await tools.catalog.uploadRowsOf(original.id);
  const registered = await register(tools, uploads);
  if (registered === undefined) return false;
  await resume(tools, original, registered);
  return true;
}

/** Has the original of a `received` item processed, which no shipper will confirm any more. */
export async function resume(
  { catalog, dispatch }: RecoveryTools,
  { kind, id }: OriginalRef,
  generation: number,
): Promise<void> {
  const confirmation = await catalog.confirmStored(id, generation);
  if (confirmation.state !== 'alive') return;
  if (confirmation.status === 'stored' || confirmation.leaseLapsed) await dispatch({ kind, id });
}

/** Registers the earliest upload first, which names the item. @returns the item's generation */
async function register({ catalog, audit }: RecoveryTools, uploads: readonly UploadRecord[]) {
  let generation: number | undefined;
  const inOrder = uploads.toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  for (const upload of inOrder) {
    if (audit) await catalog.audit(uploadEntry(upload), audit);
    const registration = await catalog.registerUpload(upload);
    if (registration.outcome === 'registered') generation = registration.generation;
  }
  return generation;
}

async function removeLeftover(
  { s3, catalog, erase, originalsBucket }: RecoveryTools,
  record: UploadRecord,
  item: { readonly state: 'alive' | 'deleting' | 'deleted'; readonly generation: number },
): Promise<void> {
  if (item.state !== 'alive')
    return erase({ id: record.id, generation: item.generation }, [record]);
  await catalog.forgetNames([record]);
  await removeObject(s3, originalsBucket, uploadKey(record.upload));
}
