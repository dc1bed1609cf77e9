import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog, ItemRecord } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { COMPARISON, FEED } from '../limits.ts';
import { openSums } from '../recovery/sums.ts';
import { type CleanupCatalog, createCleanup } from './cleanup.ts';

/** The version of an item in the copy. */
export interface CopyVersion {
  readonly id: MediaId;
  readonly version: number;
}

export interface ComparisonOptions {
  readonly catalog: CleanupCatalog & Pick<Catalog, 'readItems' | 'scanItemPages' | 'stampItem'>;
  readonly apply: (records: readonly ItemRecord[]) => Promise<unknown>;
  /** Reads the versions of the copy, tombstones included, in ascending order of their ids. */
  readonly versions: (after: MediaId | undefined, limit: number) => Promise<readonly CopyVersion[]>;
  /** Called while rows that only earlier releases read are deleted, with their number so far. */
  readonly onCleanup?: ((removed: number) => void) | undefined;
  readonly signal: AbortSignal;
  readonly pauseMs?: number;
}

export interface Comparison {
  /** Records of the catalog. */
  readonly items: number;
  /** Changes that an earlier release wrote without a stamp, and that have one now. */
  readonly stamped: number;
  /** Rows that only earlier releases read, and that were deleted. */
  readonly removed: number;
  /** Items that the copy lacked or had in an earlier version. They were applied. */
  readonly repaired: readonly MediaId[];
  /**
   * Items that the copy has in a later version than the catalog, or that the catalog does not have. The
   * catalog was restored to an earlier state, so the copy must be filled again.
   */
  readonly aheadOfCatalog: readonly MediaId[];
}

/** Maximum number of ids in each list of the result. */
const MAX_REPORTED = 100;

/**
 * Compares a copy with the whole catalog and repairs the copy. Both sides are read once and added up in set
 * hashes of id and version; only items of the sums that differ are read one by one. The same scan deletes
 * what earlier releases wrote and no release reads any more.
 *
 * @throws the reason of `signal`, and what the catalog and the copy throw
 */
export async function compareWithCatalog(options: ComparisonOptions): Promise<Comparison> {
  const { catalog, onCleanup, signal, pauseMs = COMPARISON.pauseMs } = options;
  const sums = openSums();
  const cleanup = createCleanup({ catalog, signal, onProgress: onCleanup });
  let items = 0;
  let stamped = 0;
  for await (const { id, version } of versionsOf(options)) sums.found(id, `${id} ${version}`);
  for await (const { records, obsolete, next } of catalog.scanItemPages({ obsolete: true })) {
    for (const record of records) {
      if (await catalog.stampItem(record)) stamped++;
      sums.expect(record.id, `${record.id} ${record.version ?? 0}`);
    }
    items += records.length;
    await cleanup.remove(obsolete);
    if (next !== undefined) await sleep(pauseMs, undefined, { signal });
    signal.throwIfAborted();
  }
  const removed = await cleanup.end();
  const counts = { items, stamped, removed };
  if (sums.differing().length === 0) return { ...counts, repaired: [], aheadOfCatalog: [] };
  return { ...counts, ...(await repair(options, (id) => sums.differ(id))) };
}

/** Items that changed during the comparison differ too. They are applied like the others, not reported. */
async function repair(options: ComparisonOptions, differs: (id: MediaId) => boolean) {
  const { catalog, apply, signal, pauseMs = COMPARISON.pauseMs } = options;
  const copyVersions = new Map<MediaId, number>();
  for await (const { id, version } of versionsOf(options))
    if (differs(id)) copyVersions.set(id, version);
  const repaired: MediaId[] = [];
  const missing = new Set(copyVersions.keys());
  for await (const { records, next } of catalog.scanItemPages()) {
    const differing = records.filter(({ id }) => differs(id));
    for (const { id } of differing) missing.delete(id);
    const behind = differing.filter(
      ({ id, version = 0 }) => version > (copyVersions.get(id) ?? -1),
    );
    for (let at = 0; at < behind.length; at += FEED.batch) {
      await apply(behind.slice(at, at + FEED.batch));
    }
    repaired.push(...behind.map(({ id }) => id).slice(0, MAX_REPORTED - repaired.length));
    if (next !== undefined) await sleep(pauseMs, undefined, { signal });
    signal.throwIfAborted();
  }
  return { repaired, aheadOfCatalog: await aheadOf(catalog, copyVersions, missing) };
}

/** A later version in the copy may have been written after the scan read the item: reads it again. */
async function aheadOf(
  catalog: ComparisonOptions['catalog'],
  copyVersions: ReadonlyMap<MediaId, number>,
  missing: ReadonlySet<MediaId>,
): Promise<MediaId[]> {
  const found: MediaId[] = [];
  const all = [...copyVersions];
  for (let at = 0; at < all.length; at += FEED.batch) {
    const batch = all.slice(at, at + FEED.batch);
    const ids = batch.map(([id]) => id);
    const records = await catalog.readItems(ids, { consistent: true });
    const later = batch.filter(([id, version]) => {
      const record = records.get(id);
      return record ? version > (record.version ?? 0) : missing.has(id);
    });
    found.push(...later.map(([id]) => id).slice(0, MAX_REPORTED - found.length));
  }
  return found;
}

async function* versionsOf({ versions, signal }: ComparisonOptions): AsyncGenerator<CopyVersion> {
  let after: MediaId | undefined;
  for (;;) {
    const page = await versions(after, 1_000);
    yield* page;
    signal.throwIfAborted();
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
