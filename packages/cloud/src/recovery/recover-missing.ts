import { isTombstone, type LivingRecord, type UploadRecord } from '@galeria/catalog';
import type { UploadId } from '@galeria/media';
import { StoreError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { RECOVER_PARALLEL } from '../limits.ts';
import {
  differenceOf,
  pagesOfOriginals,
  pagesOfUploads,
  type Sizes,
  type StoredOriginal,
} from './difference.ts';
import { type RecoveryTools, recoverItem, recoverUpload, resume } from './recover.ts';
import { shardOfUpload } from './sums.ts';
import { readUploadRecord } from './upload-record.ts';

/** What was brought back, and what could not be. */
export interface Recovered {
  /** Uploads that were registered again by their records. */
  registered: number;
  /** Items that were created again, by what the catalog had left of them or by the original alone. */
  restored: number;
  /** `received` items whose original was stored; it is processed now. */
  resumed: number;
  /** Records of deleted items, which were deleted. */
  removed: number;
  /** Records that cannot be read, or whose original is missing, and originals of deleted items. */
  unrecoverable: number;
}

/**
 * Brings back what the catalog lost and the originals bucket still has: uploads by their records, then
 * items. Each step may be repeated, beside live traffic and beside another sweep, so a sweep that was
 * cut off is done again from its beginning.
 *
 * Where nothing is missing this costs one read of the catalog and one listing of the bucket; otherwise
 * the bucket is listed once more.
 *
 * @throws the signal's reason once it is aborted, and what S3 and DynamoDB throw
 */
export async function recoverMissing(
  tools: RecoveryTools,
  signal: AbortSignal,
): Promise<Recovered & Sizes> {
  const recovered = { registered: 0, restored: 0, resumed: 0, removed: 0, unrecoverable: 0 };
  const startedAt = new Date().toISOString();
  const { items, uploads, sizes } = await differenceOf(tools, signal);
  if (uploads.differing().length > 0) {
    for await (const page of pagesOfUploads(tools, signal)) {
      const some = page.filter((upload) => uploads.differ(shardOfUpload(upload)));
      await recoverUploads(tools, some, recovered, signal);
    }
  }
  if (items.differing().length > 0) {
    for await (const page of pagesOfOriginals(tools, signal)) {
      const some = page.filter(({ id }) => items.differ(id));
      await recoverItems(tools, some, startedAt, recovered, signal);
    }
  }
  return { ...recovered, ...sizes };
}

/** Recovers an item's uploads one after the other, the earliest first, so that it names the item. */
async function recoverUploads(
  tools: RecoveryTools,
  uploads: readonly UploadId[],
  recovered: Recovered,
  signal: AbortSignal,
): Promise<void> {
  const records: UploadRecord[] = [];
  const read = (upload: UploadId) => readRecord(tools, upload, recovered);
  for await (const record of inParallel(RECOVER_PARALLEL, uploads, read)) {
    if (record) records.push(record);
  }
  const rows = await tools.catalog.readUploadRows(records);
  const lost = records
    .filter(({ upload }) => !rows.has(upload))
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  await forEach(signal, Map.groupBy(lost, ({ id }) => id).values(), async (ofItem) => {
    for (const record of ofItem) {
      const recovery = await recoverUpload(tools, record);
      if (recovery === 'registered') recovered.registered++;
      if (recovery === 'removed') recovered.removed++;
      if (recovery === 'original-missing') recovered.unrecoverable++;
    }
  });
}

async function readRecord(
  { s3, originalsBucket }: RecoveryTools,
  upload: UploadId,
  recovered: Recovered,
): Promise<UploadRecord | undefined> {
  try {
    return await readUploadRecord(s3, originalsBucket, upload);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    recovered.unrecoverable++;
    return undefined;
  }
}

async function recoverItems(
  tools: RecoveryTools,
  originals: readonly StoredOriginal[],
  startedAt: string,
  recovered: Recovered,
  signal: AbortSignal,
): Promise<void> {
  const items = await tools.catalog.readItems(originals.map(({ id }) => id));
  await forEach(signal, originals, async (original) => {
    const item = items.get(original.id);
    if (!item) {
      if (!(await recoverItem(tools, original))) await tools.dispatch(original);
      recovered.restored++;
    } else if (isTombstone(item)) recovered.unrecoverable++;
    else if (isLeftReceived(item, original.size, startedAt)) {
      await resume(tools, original, item.generation);
      recovered.resumed++;
    }
  });
}

/** Whether an item has waited since before the sweep for an original that is stored. */
const isLeftReceived = (item: LivingRecord, size: number, startedAt: string): boolean =>
  item.status === 'received' && item.size === size && item.changedAt < startedAt;

async function forEach<T>(
  signal: AbortSignal,
  source: Iterable<T>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const running = inParallel(RECOVER_PARALLEL, source, async (one) => {
    signal.throwIfAborted();
    await work(one);
  });
  while (!(await running.next()).done);
}
