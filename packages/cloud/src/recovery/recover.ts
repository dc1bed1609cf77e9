import type { S3Client } from '@aws-sdk/client-s3';
import { type AuditPolicy, type Catalog, type UploadRecord, uploadEntry } from '@galeria/catalog';
import { type MediaId, uploadKey } from '@galeria/media';
import type { Erase } from '../erase.ts';
import { removeObject } from '../remove-object.ts';
import { sizeOfOriginal } from './original.ts';

/** One original: its kind and its id are its key. */
export interface OriginalRef {
  readonly kind: string;
  readonly id: MediaId;
}

export interface RecoveryTools {
  readonly s3: S3Client;
  readonly catalog: Catalog;
  readonly erase: Erase;
  readonly originalsBucket: string;
  /** Sends the message that has an original processed. */
  readonly dispatch: (original: OriginalRef) => Promise<void>;
  /** How long the audit keeps an entry; without it no entry is written. */
  readonly audit: AuditPolicy | undefined;
}

export type Recovery =
  /** The catalog has the upload, and its item, again. */
  | 'registered'
  /** The item was deleted after this upload: the record was deleted too. */
  | 'removed'
  /** Neither the item nor its original exists: the record alone brings nothing back. */
  | 'original-missing'
  /** A deletion is under way, or others changed the item meanwhile. */
  | 'skipped';

/**
 * Registers an upload again whose row the catalog lost, or deletes its record where the item was
 * deleted since. The generation of the record decides, never a time:
 *
 * ```
 * catalog                       record's generation
 * tombstone of generation g     ≤ g  delete the record       > g  register: starts generation g + 1
 * living item of generation g   < g  delete the record       ≥ g  register: the row alone was lost
 * nothing                       register, if the original exists
 * ```
 *
 * Anybody may do this any number of times, also beside the shipper of the same upload.
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
 * Creates the item of an original again from the upload rows that the catalog still has.
 *
 * @returns false where there is none: the processor then creates an item without a file name
 */
export async function recoverItem(tools: RecoveryTools, original: OriginalRef): Promise<boolean> {
  const uploads = await tools.catalog.uploadRowsOf(original.id);
  const registered = await register(tools, uploads);
  if (registered === undefined) return false;
  await resume(tools, original, registered);
  return true;
}

/** Has the original of a `received` item processed: nobody ships it any more. */
export async function resume(
  { catalog, dispatch }: RecoveryTools,
  { kind, id }: OriginalRef,
  generation: number,
): Promise<void> {
  const confirmation = await catalog.confirmStored(id, generation);
  if (confirmation.state !== 'alive') return;
  if (confirmation.status === 'stored' || confirmation.leaseLapsed) await dispatch({ kind, id });
}

/** The earliest upload first: it names the item. @returns the item's generation */
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
