import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeCheckpoint, startOver } from '@galeria/cloud';
import type { MediaId } from '@galeria/media';
import { type IndexState, type MediaIndex, openSqliteIndex } from '@galeria/media-index';
import type { FastifyBaseLogger } from 'fastify';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import {
  INDEX_OPEN_MS,
  INDEX_RETRY_MS,
  INDEX_STATE_BREAKER,
  OWN_CHANGES,
  OWN_CHANGES_MS,
  STOP_FEED_MS,
} from '../limits.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { waitAtMost } from '../wait-at-most.ts';
import { createBatches } from './batches.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Copy, type CopyOptions, startCopy } from './copy.ts';
import { spooledChange } from './indexed-item.ts';

/** How far the answers of the index can be relied on. */
export interface Freshness {
  /** Whether the index has every item of the catalog. */
  readonly complete: boolean;
  /** Set while the catalog is unreachable: the index has the changes up to this time. */
  readonly staleSince: Date | undefined;
}

/** The state of the index for monitoring. `lagSeconds` is the age of the last read of the changes. */
export type Report = Pick<IndexState, 'items' | 'missingTexts'> & {
  readonly complete: boolean;
  readonly lagSeconds: number;
};

/** The part of the index that answers requests. */
export type Reader = Pick<
  MediaIndex,
  'changes' | 'facets' | 'get' | 'lastPosition' | 'list' | 'timeline'
>;

/** The index of this cell: a copy of the catalog that answers lists and searches. */
export interface ReadModel {
  /**
   * Reads from the index. Uploads that this cell has accepted before are visible.
   *
   * @throws UploaderError `index-unavailable`, IndexError
   */
  read<Result>(work: (index: Reader) => Promise<Result>): Promise<Result>;
  freshness(): Freshness;
  readonly changes: Changes;
  /** Undefined while the index is not open or does not answer. */
  report(): Promise<Report | undefined>;
  /** Makes uploads visible that the catalog does not have yet. */
  accepted(entries: readonly SpoolEntry[]): void;
  /** Applies the present records of items that this cell has changed. Does not throw. */
  changed(ids: readonly MediaId[]): Promise<void>;
  /**
   * Reads all changes that the catalog has now.
   *
   * @throws UploaderError `index-unavailable` if the index is not complete, and the catalog's errors
   */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReadModelOptions {
  readonly cloud: Cloud;
  readonly spool: Pick<Spool, 'waiting'>;
  readonly dataDir: string;
  readonly log: FastifyBaseLogger;
  readonly comparisonTimes?: CopyOptions['comparisonTimes'];
}

/**
 * Opens the index in the data folder, in the background. A missing or damaged file is built again from
 * the catalog; until then answers are incomplete.
 */
export function openReadModel(options: ReadModelOptions): ReadModel {
  const { spool, dataDir, log } = options;
  const path = join(dataDir, 'index.sqlite');
  const stateBreaker = createCircuitBreaker(INDEX_STATE_BREAKER);
  const stopped = new AbortController();
  const changes = createChanges();
  let copy: Copy | undefined;
  let isRebuilding = false;
  /** Opening, rebuilding and closing, one after the other. */
  let steps: Promise<void> = Promise.resolve();

  const accepted = createBatches<SpoolEntry>(async (entries) => {
    await opened;
    for (let at = 0; at < entries.length; at += OWN_CHANGES) {
      const changes = entries.slice(at, at + OWN_CHANGES).map(spooledChange);
      // The feed delivers them as soon as they are in the catalog.
      await copy?.index.apply(changes).catch((err) => log.debug({ err }, 'uploads not indexed'));
    }
  });
  const changed = createBatches<MediaId>(async (ids) => {
    await opened;
    const refresh = copy?.feed.refresh([...new Set(ids)]);
    await refresh?.catch((err) =>
      log.debug({ err }, 'own changes not indexed, will be read later'),
    );
  });

  /** Runs a step after the others. A step that fails is repeated. */
  function add(step: () => Promise<void>): void {
    steps = steps.then(async () => {
      if (stopped.signal.aborted) return;
      try {
        await step();
      } catch (err) {
        log.error({ err }, 'index unavailable, will retry');
        sleep(INDEX_RETRY_MS, undefined, { signal: stopped.signal, ref: false }).then(
          () => add(step),
          () => {},
        );
      }
    });
  }

  async function open(): Promise<void> {
    const index = await openSqliteIndex({
      path,
      onReset: (err) => {
        log.warn({ err }, 'index was damaged and is empty, will be filled from the catalog again');
        isRebuilding = true;
        add(rebuild);
      },
    });
    await follow(index);
  }

  async function follow(index: MediaIndex): Promise<void> {
    const onAheadOfCatalog = () => add(replace);
    changes.restart();
    copy = await startCopy({ ...options, index, changes, onAheadOfCatalog });
    void accepted.add(spool.waiting());
  }

  /** Starts over in an index that was emptied. The feed may have stored its former checkpoint meanwhile. */
  async function rebuild(): Promise<void> {
    if (!copy) return;
    await copy.stop();
    const checkpoint = encodeCheckpoint(startOver(Date.now()));
    await copy.index.apply([], { checkpoint, complete: false });
    await follow(copy.index);
    isRebuilding = false;
  }

  /** Replaces an index that has items which the catalog does not have. */
  async function replace(): Promise<void> {
    await close();
    for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true });
    // Versions may be lower than those that clients have seen.
    changes.reset();
    await open();
  }

  async function close(): Promise<void> {
    const last = copy;
    copy = undefined;
    if (!last) return;
    // A request that hangs must not delay the end.
    await waitAtMost(STOP_FEED_MS, last.stop());
    await last.index.close();
  }

  /** Requests that come while the index is being opened wait for it. */
  async function openCopy(): Promise<Copy> {
    if (!copy) await waitAtMost(INDEX_OPEN_MS, opened);
    if (!copy) throw new UploaderError('index-unavailable');
    return copy;
  }

  const isComplete = (): boolean => !isRebuilding && copy?.feed.state().complete === true;

  add(open);
  const opened = steps;
  return {
    changes,
    async read(work) {
      const { index } = await openCopy();
      await waitAtMost(OWN_CHANGES_MS, accepted.settled());
      return work(index);
    },
    freshness: () => ({
      complete: isComplete(),
      staleSince: copy?.feed.state().stale ? new Date(copy.asOf()) : undefined,
    }),
    async report() {
      const current = copy;
      if (!current) return undefined;
      const state = await stateBreaker(() => current.index.state()).catch(() => undefined);
      if (!state) return undefined;
      const { items, missingTexts } = state;
      const lagSeconds = Math.max(0, Math.round((Date.now() - current.asOf()) / 1000));
      return { complete: isComplete(), items, missingTexts, lagSeconds };
    },
    accepted: (entries) => void accepted.add(entries),
    changed: changed.add,
    async catchUp() {
      const { feed } = await openCopy();
      await feed.read();
      if (!isComplete()) {
        throw new UploaderError('index-unavailable', { detail: 'the index is being built' });
      }
    },
    async stop() {
      stopped.abort();
      await steps;
      await close();
    },
  };
}
