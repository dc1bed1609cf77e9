import { type ChangeFeed, compareDaily, createChangeFeed, decodeCheckpoint } from '@galeria/cloud';
import type { ItemVersion, MediaIndex } from '@galeria/media-index';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { createApply } from './apply.ts';
import type { ChangeSink } from './changes.ts';
import { fetchTexts } from './texts.ts';

export interface CopyOptions {
  readonly cloud: Cloud;
  readonly index: MediaIndex;
  readonly log: FastifyBaseLogger;
  readonly changes: ChangeSink;
  /** When the index is compared with the catalog, for tests. */
  readonly comparisonTimes?: Parameters<typeof compareDaily>[0]['times'];
  /** Called if the index has items, or versions of items, that the catalog does not have. */
  readonly onAheadOfCatalog: () => void;
}

/** The parts that keep an open index up to date. */
export interface Copy {
  readonly index: MediaIndex;
  readonly feed: ChangeFeed;
  /** The time as of which the index has all changes, in milliseconds since 1970. */
  asOf(): number;
  stop(): Promise<void>;
}

/** Feeds an index from the catalog and with the texts of the gallery bucket, and compares it daily. */
export async function startCopy({
  cloud,
  index,
  log,
  changes,
  comparisonTimes,
  onAheadOfCatalog,
}: CopyOptions): Promise<Copy> {
  const { catalog } = cloud;
  const { checkpoint } = await index.state();
  const apply = createApply(index, changes);
  const feed = createChangeFeed({
    catalog,
    checkpoint,
    apply,
    onRead: changes.read,
    onFailure: (err) => log.debug({ err }, 'changes not read, will retry'),
  });
  const startedAt = decodeCheckpoint(checkpoint, Date.now()).time;
  const comparison = compareDaily({
    ...(comparisonTimes && { times: comparisonTimes }),
    catalog,
    apply,
    versions: (after, limit) => catalogVersions(index, after, limit),
    onCleanup: (removed) => log.info({ removed }, REMOVING),
    onResult: ({ items, stamped, removed, repaired, aheadOfCatalog }) => {
      const differs = repaired.length > 0 || aheadOfCatalog.length > 0;
      log[differs ? 'warn' : 'info'](
        { items, stamped, repaired, aheadOfCatalog },
        'index compared with the catalog',
      );
      if (removed > 0) log.info({ removed }, REMOVED);
      if (aheadOfCatalog.length > 0) onAheadOfCatalog();
    },
    onFailure: (err) => log.warn({ err }, 'comparison of the index failed'),
  });
  const texts = fetchTexts({ index, s3: cloud.s3, galleryBucket: cloud.galleryBucket, log });
  feed.start();
  return {
    index,
    feed,
    asOf: () => feed.state().readAt ?? startedAt,
    stop: async () => {
      await Promise.all([comparison.stop(), texts.stop(), feed.stop()]);
    },
  };
}

const REMOVING = 'deleting search rows and listing attributes of an earlier version';
const REMOVED = 'search rows and listing attributes of an earlier version are deleted';

/** Leaves out items that only the spool has, but returns no empty page before the last one. */
async function catalogVersions(
  index: Pick<MediaIndex, 'versions'>,
  after: string | undefined,
  limit: number,
): Promise<ItemVersion[]> {
  for (let last = after; ; ) {
    const page = await index.versions(last, limit);
    const known = page.filter(({ version }) => version >= 0);
    if (known.length > 0 || page.length === 0) return known;
    last = page.at(-1)?.id;
  }
}
