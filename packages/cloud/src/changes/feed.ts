import { setTimeout as sleep } from 'node:timers/promises';
import { type Catalog, type ItemRecord, isStamped } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { FEED } from '../limits.ts';
import { createMemory } from './memory.ts';
import { decodePosition, encodePosition, type Position } from './position.ts';

/** What the copy stores in the transaction of the records. */
export interface Progress {
  /** For the next feed of this copy. */
  readonly position: string;
  /** Whether the copy has every item of the catalog. */
  readonly complete: boolean;
}

export interface ChangeFeedOptions {
  readonly catalog: Pick<Catalog, 'readChanges' | 'readItems' | 'scanItemPages' | 'stampItem'>;
  /**
   * Applies records, of which the one with the highest `version` counts; a record without one has
   * version 0. Records may come in any order and more than once. All or none are applied.
   */
  readonly apply: (records: readonly ItemRecord[], progress?: Progress) => Promise<unknown>;
  /** What the copy has stored; undefined for an empty copy. */
  readonly position: string | undefined;
  /** Called for each read that failed. */
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface ChangeFeed {
  /** Reads every second, and after failures in a row with growing pauses. */
  start(): void;
  /** Reads once. Joins a read that is under way. */
  read(): Promise<void>;
  /** Applies the present records of items at once, such as those that this process has just changed. */
  take(ids: readonly MediaId[]): Promise<void>;
  /** The time as of which the copy holds all that was visible in the catalog, and since when it fails. */
  state(): FeedState;
  /** Waits for the read that is under way. */
  stop(): Promise<void>;
}

export interface FeedState {
  readonly complete: boolean;
  /** When the last successful read began, in milliseconds since 1970; undefined before the first. */
  readonly readAt: number | undefined;
  /** Whether the last read failed: the copy is as old as `readAt`. */
  readonly stale: boolean;
}

/**
 * Keeps a copy of the catalog up to date. An empty copy is filled by a scan of the catalog; changes are
 * read from the start, in between. Clocks only decide where a read begins, versions decide what counts:
 *
 * ```
 * complete read   ├── overlap ──┤ last complete read          now
 * in between                                 ├ short ┤ last   now
 * ```
 */
export function createChangeFeed({
  catalog,
  apply,
  position: stored,
  onFailure,
  now = Date.now,
}: ChangeFeedOptions): ChangeFeed {
  let position: Position = decodePosition(stored, now());
  let readAt: number | undefined;
  let failures = 0;
  let running: Promise<void> | undefined;
  let loop: Promise<void> | undefined;
  const stopped = new AbortController();
  const memory = createMemory(FEED.remembered);

  const progress = (next: Position): Progress => ({
    position: encodePosition(next),
    complete: next.scan === undefined,
  });
  async function advance(records: readonly ItemRecord[], next: Position) {
    await apply(records, progress(next));
    position = next;
  }

  /** Reads with strong consistency: an index entry may be ahead of a record that is read without it. */
  async function take(ids: readonly MediaId[]): Promise<void> {
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
      const news = entries.filter((entry) => !memory.has(entry));
      await take(news.map(({ id }) => id));
      stopped.signal.throwIfAborted();
      for (const entry of news.filter(isStamped)) memory.add(entry);
    }
  }

  async function readOnce(): Promise<void> {
    const startedAt = now();
    // A clock that was set back counts from its new time on.
    const last = Math.min(position.time, startedAt);
    const isDue = startedAt - last >= FEED.completeEveryMs || position.time > startedAt;
    if (readAt === undefined || isDue) {
      await readSince(last - FEED.overlapMs);
      await advance([], { ...position, time: startedAt });
    } else {
      await readSince(Math.min(readAt, startedAt) - FEED.shortOverlapMs);
    }
    readAt = startedAt;
  }

  function read(): Promise<void> {
    running ??= readOnce()
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

  /** Scans for as long as a pause between two reads. */
  async function scanFor(ms: number): Promise<void> {
    const end = performance.now() + ms;
    if (!position.scan) return;
    for await (const { records, next } of catalog.scanItemPages(position.scan)) {
      for (const record of records) if (!isStamped(record)) await catalog.stampItem(record);
      for (let at = 0; at < records.length; at += FEED.batch) {
        await apply(records.slice(at, at + FEED.batch));
      }
      await advance([], { ...position, scan: next === undefined ? undefined : { from: next } });
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
      if (position.scan && failures === 0) continue;
      const pauseMs = failures === 0 ? FEED.everyMs : backoffMs(failures);
      await sleep(pauseMs, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
    }
  }

  return {
    start: () => {
      loop ??= run();
    },
    read,
    take,
    state: () => ({ complete: position.scan === undefined, readAt, stale: failures > 0 }),
    async stop() {
      stopped.abort();
      await Promise.allSettled([running, loop]);
    },
  };
}

/** Doubles with each failure in a row, with jitter: cells must not come back together. */
const backoffMs = (failures: number): number =>
  Math.min(FEED.longestPauseMs, FEED.everyMs * 2 ** failures) * (0.5 + Math.random() / 2);
