import { setTimeout as sleep } from 'node:timers/promises';
import { type Catalog, type ItemRecord, isStamped } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { FEED } from '../limits.ts';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import { createRecentChanges } from './recent-changes.ts';

/** The progress of a feed, which the copy stores in the transaction of the records. */
export interface FeedProgress {
  /** The encoded checkpoint, with which the next feed of this copy continues. */
  readonly checkpoint: string;
  /** Whether the copy has every item of the catalog. */
  readonly complete: boolean;
}

export interface ChangeFeedOptions {
  readonly catalog: Pick<Catalog, 'readChanges' | 'readItems' | 'scanItemPages' | 'stampItem'>;
  /**
   * Applies records, of which the one with the highest `version` counts; a record without one has
   * version 0. Records may come in any order and more than once. All or none are applied.
   */
  readonly apply: (records: readonly ItemRecord[], progress?: FeedProgress) => Promise<unknown>;
  /** The checkpoint that the copy has stored; undefined for an empty copy. */
  readonly checkpoint: string | undefined;
  /**
   * Called after each read that succeeded: the copy has all changes that were visible when it began.
   *
   * @param readAt when the read began, in milliseconds since 1970
   */
  readonly onRead?: (readAt: number) => void;
  /** Called for each read that failed. */
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface ChangeFeed {
  /** Reads every second, and after failures in a row with growing pauses. */
  start(): void;
  /** Reads every change that the catalog has now. Calls that wait for a read under way share the next one. */
  read(): Promise<void>;
  /** Reads items and applies them at once, such as those that this process has just changed. */
  refresh(ids: readonly MediaId[]): Promise<void>;
  /** Tells how far the copy follows the catalog, and whether the last read failed. */
  state(): FeedState;
  /** Waits for the read that is under way. */
  stop(): Promise<void>;
}

export interface FeedState {
  /** Whether the copy has every item of the catalog. */
  readonly complete: boolean;
  /** When the last successful read began, in milliseconds since 1970; undefined before the first. */
  readonly readAt: number | undefined;
  /** Whether the last read failed: the copy is as old as `readAt`. */
  readonly stale: boolean;
}

/**
 * Keeps a copy of the catalog up to date. A scan of the catalog fills an empty copy; between the parts of
 * the scan, the feed reads changes. A quick read runs every second and a full read every 30 seconds. Each
 * read begins some time before the last one, because a change can become visible late:
 *
 * ```
 * full read    from 2 minutes before the last full read began    until now
 * quick read   from 5 seconds before the last read began         until now
 * ```
 *
 * Clocks only decide where a read begins. Versions decide which record the copy keeps.
 */
export function createChangeFeed({
  catalog,
  apply,
  checkpoint: stored,
  onRead = () => {},
  onFailure,
  now = Date.now,
}: ChangeFeedOptions): ChangeFeed {
  let checkpoint: Checkpoint = decodeCheckpoint(stored, now());
  let readAt: number | undefined;
  let failures = 0;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let loop: Promise<void> | undefined;
  const stopped = new AbortController();
  const recent = createRecentChanges(FEED.recentChanges);

  const progress = (next: Checkpoint): FeedProgress => ({
    checkpoint: encodeCheckpoint(next),
    complete: next.scan === undefined,
  });
  async function advance(records: readonly ItemRecord[], next: Checkpoint) {
    await apply(records, progress(next));
    checkpoint = next;
  }

  /** Reads with strong consistency: an index entry may be ahead of a record that is read without it. */
  async function refresh(ids: readonly MediaId[]): Promise<void> {
    for (let at = 0; at < ids.length && !stopped.signal.aborted; at += FEED.batch) {
      const read = await catalog.readItems(ids.slice(at, at + FEED.batch), { consistent: true });
      const records = [...read.values()];
      for (const record of records) if (!isStamped(record)) await catalog.stampItem(record);
      if (records.length > 0) await apply(records);
    }
  }

  async function readSince(since: number): Promise<void> {
    const from = new Date(Math.max(0, since)).toISOString();
    for await (const entries of catalog.readChanges({ since: from })) {
      const newEntries = entries.filter((entry) => !recent.has(entry));
      await refresh(newEntries.map(({ id }) => id));
      stopped.signal.throwIfAborted();
      for (const entry of newEntries.filter(isStamped)) recent.add(entry);
    }
  }

  /** Makes a full read if one is due, and otherwise a quick read. */
  async function readOnce(): Promise<void> {
    const startedAt = now();
    // A clock that was set back counts from its new time on.
    const last = Math.min(checkpoint.time, startedAt);
    const isFullReadDue = startedAt - last >= FEED.fullReadEveryMs || checkpoint.time > startedAt;
    if (readAt === undefined || isFullReadDue) {
      await readSince(last - FEED.fullOverlapMs);
      await advance([], { ...checkpoint, time: startedAt });
    } else {
      await readSince(Math.min(readAt, startedAt) - FEED.quickOverlapMs);
    }
    readAt = startedAt;
    onRead(startedAt);
  }

  function begin(): Promise<void> {
    running = readOnce()
      .then(
        () => {
          failures = 0;
        },
        (error) => {
          failures++;
          throw error;
        },
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  function read(): Promise<void> {
    if (!running) return begin();
    // The read under way may have passed a change that the caller has to see.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        stopped.signal.throwIfAborted();
        return running ?? begin();
      });
    return next;
  }

  /** Scans for as long as a pause between two reads. */
  async function scanFor(ms: number): Promise<void> {
    const end = performance.now() + ms;
    if (!checkpoint.scan) return;
    for await (const { records, next } of catalog.scanItemPages(checkpoint.scan)) {
      for (const record of records) if (!isStamped(record)) await catalog.stampItem(record);
      for (let at = 0; at < records.length; at += FEED.batch) {
        await apply(records.slice(at, at + FEED.batch));
      }
      await advance([], { ...checkpoint, scan: next === undefined ? undefined : { from: next } });
      if (performance.now() >= end || stopped.signal.aborted) return;
    }
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await read();
        await scanFor(FEED.everyMs);
      } catch (error) {
        if (stopped.signal.aborted) return;
        failures = Math.max(failures, 1);
        onFailure(error);
      }
      if (checkpoint.scan && failures === 0) continue;
      const pauseMs = failures === 0 ? FEED.everyMs : backoffMs(failures);
      await sleep(pauseMs, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
    }
  }

  return {
    start: () => {
      loop ??= run();
    },
    read,
    refresh,
    state: () => ({ complete: checkpoint.scan === undefined, readAt, stale: failures > 0 }),
    async stop() {
      stopped.abort();
      await Promise.allSettled([running, next, loop]);
    },
  };
}

/** Doubles with each failure in a row, with jitter: cells must not come back together. */
const backoffMs = (failures: number): number =>
  Math.min(FEED.longestPauseMs, FEED.everyMs * 2 ** failures) * (0.5 + Math.random() / 2);
