import { setTimeout as sleep } from 'node:timers/promises';
import { type ItemRecord, isTombstone, type LivingRecord } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { Access } from '../access.ts';
import { dispatch } from '../dispatch.ts';
import { REBUILD } from './limits.ts';

/** What became of an item. */
export type End =
  | 'rebuilt'
  | 'failed'
  /** Ready, but by another recipe than ours: an older function is at work. */
  | 'other-recipe'
  /** Deleted, or processed for another reason, before we could ask. */
  | 'left alone'
  | 'still waiting';

export interface Outcome {
  readonly item: LivingRecord;
  readonly end: End;
  /** The failure's code. */
  readonly code?: string | undefined;
}

interface Waiting {
  readonly item: LivingRecord;
  readonly since: number;
}

/**
 * Has items processed again, a few under way at a time, and yields what became of each. Killed, it
 * leaves behind only what was under way, and that comes to its end by itself.
 *
 * ```
 * ready ──► stored ──► message ──► processing ──► ready, by the present recipe
 * ```
 */
export async function* workThrough(
  access: Access,
  items: AsyncIterable<LivingRecord>,
  recipes: ReadonlyMap<string, string>,
): AsyncGenerator<Outcome> {
  const waiting = new Map<MediaId, Waiting>();
  for await (const item of items) {
    if (await ask(access, item)) waiting.set(item.id, { item, since: Date.now() });
    else yield { item, end: 'left alone' };
    while (waiting.size >= REBUILD.underWay) yield* settled(access, waiting, recipes);
  }
  while (waiting.size > 0) yield* settled(access, waiting, recipes);
}

/** One that is `stored` already was asked for before; another message for it does no harm. */
async function ask(access: Access, item: LivingRecord): Promise<boolean> {
  if (item.status !== 'ready') {
    await dispatch(access, item);
    return true;
  }
  const pending = await access.catalog.reprocess(item.id, item);
  if (!pending) return false;
  await dispatch(access, item);
  await access.catalog.confirmDispatch(pending);
  return true;
}

/** Looks at all that is under way, after a pause, and lets go of what has come to its end. */
async function* settled(
  { catalog }: Access,
  waiting: Map<MediaId, Waiting>,
  recipes: ReadonlyMap<string, string>,
): AsyncGenerator<Outcome> {
  await sleep(REBUILD.pollMs);
  const records = await catalog.readItems([...waiting.keys()]);
  for (const [id, { item, since }] of waiting) {
    const record = records.get(id);
    const end = endOf(item, record, recipes.get(item.kind));
    const isLate = Date.now() - since > REBUILD.patienceMs;
    if (!end && !isLate) continue;
    waiting.delete(id);
    const code = end === 'failed' ? (record as LivingRecord).failure?.code : undefined;
    yield { item, end: end ?? 'still waiting', code };
  }
}

/** Undefined while it is under way. The read may be a moment old, and show what we saw before. */
function endOf(
  seen: LivingRecord,
  record: ItemRecord | undefined,
  recipe: string | undefined,
): End | undefined {
  if (!record || isTombstone(record)) return 'left alone';
  if (record.changedAt === seen.changedAt) return undefined;
  if (record.status === 'failed') return 'failed';
  if (record.status !== 'ready') return undefined;
  return record.recipe === recipe ? 'rebuilt' : 'other-recipe';
}
