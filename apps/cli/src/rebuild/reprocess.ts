import { setTimeout as sleep } from 'node:timers/promises';
import { type ItemRecord, isTombstone, type LivingRecord } from '@galeria/catalog';
import { dispatch, dispatchPending } from '@galeria/cloud';
import type { MediaId } from '@galeria/media';
import type { Access } from '../access.ts';
import { REBUILD } from './limits.ts';

/** The result for one item. */
export type ReprocessResult =
  | 'rebuilt'
  | 'failed'
  /** The item is ready, but an older function processed it with another recipe. */
  | 'other-recipe'
  /** The item was deleted or processed for another reason before it was queued. */
  | 'skipped'
  | 'timed out';

export interface ReprocessedItem {
  readonly item: LivingRecord;
  readonly result: ReprocessResult;
  /** The code of the failure. */
  readonly code?: string | undefined;
}

interface Waiting {
  readonly item: LivingRecord;
  readonly since: number;
}

/**
 * Processes items again, a bounded number at a time, and yields the result of each. If the command is
 * killed, the items already queued are still processed.
 *
 * ```
 * ready ──► stored ──► message ──► processing ──► ready, with the current recipe
 * ```
 */
export async function* reprocessAll(
  access: Access,
  items: AsyncIterable<LivingRecord>,
  recipes: ReadonlyMap<string, string>,
): AsyncGenerator<ReprocessedItem> {
  const waiting = new Map<MediaId, Waiting>();
  for await (const item of items) {
    if (await enqueue(access, item)) waiting.set(item.id, { item, since: Date.now() });
    else yield { item, result: 'skipped' };
    while (waiting.size >= REBUILD.concurrency) yield* finishedItems(access, waiting, recipes);
  }
  while (waiting.size > 0) yield* finishedItems(access, waiting, recipes);
}

/** An item that is already `stored` was queued before. A second message is harmless. */
async function enqueue(access: Access, item: LivingRecord): Promise<boolean> {
  if (item.status !== 'ready') {
    await dispatch(access, item);
    return true;
  }
  const pending = await access.catalog.reprocess(item.id, item);
  if (!pending) return false;
  await dispatchPending(access, { ...pending, kind: item.kind });
  return true;
}

/** Waits for one poll interval, then removes and yields the items that are finished or timed out. */
async function* finishedItems(
  { catalog }: Access,
  waiting: Map<MediaId, Waiting>,
  recipes: ReadonlyMap<string, string>,
): AsyncGenerator<ReprocessedItem> {
  await sleep(REBUILD.pollMs);
  const records = await catalog.readItems([...waiting.keys()]);
  for (const [id, { item, since }] of waiting) {
    const record = records.get(id);
    const result = resultOf(item, record, recipes.get(item.kind));
    const isLate = Date.now() - since > REBUILD.timeoutMs;
    if (!result && !isLate) continue;
    waiting.delete(id);
    const code = result === 'failed' ? (record as LivingRecord).failure?.code : undefined;
    yield { item, result: result ?? 'timed out', code };
  }
}

/**
 * Returns undefined while the item is in processing. An eventually consistent read may still return the
 * earlier record.
 */
function resultOf(
  seen: LivingRecord,
  record: ItemRecord | undefined,
  recipe: string | undefined,
): ReprocessResult | undefined {
  if (!record || isTombstone(record)) return 'skipped';
  if (record.changedAt === seen.changedAt) return undefined;
  if (record.status === 'failed') return 'failed';
  if (record.status !== 'ready') return undefined;
  return record.recipe === recipe ? 'rebuilt' : 'other-recipe';
}
