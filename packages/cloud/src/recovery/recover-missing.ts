import { isTombstone, type LivingRecord, type UploadRecord } from '@galeria/catalog';
import type { UploadId } from '@galeria/media';
import pMap from 'p-map';
import { CloudError } from '../errors.ts';
import { RECOVERY_CONCURRENCY } from '../limits.ts';
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

const PARALLEL = { concurrency: RECOVERY_CONCURRENCY } as const;

/** Counts of what was recovered, and of what could not be. */
export interface Recovered {
  /** Uploads registered again from their records. */
  registered: number;
  /** Items created again, from their remaining upload rows or from the original alone. */
  restored: number;
  /** `received` items whose original was stored and is now processed. */
  resumed: number;
  /** Records that were deleted because their items were. */
  removed: number;
  /** Unreadable records, records without an original, and originals of deleted items. */
  unrecoverable: number;
}

/**
 * Recovers what the catalog lost and the originals bucket still has: uploads from their records, then
 * items. Every step is safe to repeat, beside live traffic and beside another sweep; an interrupted
 * sweep starts over.
 *
 * Without a loss, the sweep reads the catalog once and lists the bucket once; otherwise it lists the
 * bucket a second time.
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
  const read = await pMap(uploads, (upload) => readRecord(tools, upload, recovered), PARALLEL);
  const records = read.filter((record) => record !== undefined);
  const rows = await tools.catalog.readUploadRows(records);
  const lost = records
    .filter(({ upload }) => !rows.has(upload))
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  const recoverInOrder = async (ofItem: readonly UploadRecord[]) => {
    for (const record of ofItem) {
      const recovery = await recoverUpload(tools, record);
      if (recovery === 'registered') recovered.registered++;
      if (recovery === 'removed') recovered.removed++;
      if (recovery === 'original-missing') recovered.unrecoverable++;
    }
  };
  const byItem = Map.groupBy(lost, ({ id }) => id).values();
  await pMap(byItem, recoverInOrder, { ...PARALLEL, signal });
}

async function readRecord(
  { s3, originalsBucket }: RecoveryTools,
  upload: UploadId,
  recovered: Recovered,
): Promise<UploadRecord | undefined> {
  try {
    return await readUploadRecord(s3, originalsBucket, upload);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
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
  const recoverOne = async (original: StoredOriginal) => {
    const item = items.get(original.id);
    if (!item) {
      if (!(await recoverItem(tools, original))) await tools.dispatch(original);
      recovered.restored++;
    } else if (isTombstone(item)) recovered.unrecoverable++;
    else if (isLeftReceived(item, original.size, startedAt)) {
      await resume(tools, original, item.generation);
      recovered.resumed++;
    }
  };
  await pMap(originals, recoverOne, { ...PARALLEL, signal });
}

/** Whether an item has waited since before the sweep for an original that is stored. */
const isLeftReceived = (item: LivingRecord, size: number, startedAt: string): boolean =>
  item.status === 'received' && item.size === size && item.changedAt < startedAt;
