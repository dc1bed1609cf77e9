import type { ContestantName } from './contestants.ts';

/** A ratio that is measured, with its goal. */
export interface Goal {
  readonly of: ContestantName;
  /** The best of these, or the disk itself. */
  readonly against: readonly ContestantName[] | 'disk';
  readonly named: string;
  readonly least: number;
}

export interface Row {
  readonly name: string;
  readonly size: number;
  readonly count: number;
  readonly concurrency: number;
  readonly contestants: readonly ContestantName[];
  /** Milliseconds by which each fsync takes longer, one after the other. */
  readonly slowSyncMs?: number;
  readonly goals: readonly Goal[];
}

const synced = ['multer, fsync', 'formidable, fsync', 'tus file store, fsync'] as const;
const unsynced = ['multer', 'formidable', 'tus file store'] as const;
const servers = [...unsynced, ...synced, 'nginx PUT', 'nginx PUT, fsync'] as const;

const bestSynced = (least: number): Goal => ({
  of: 'galeria',
  against: synced,
  named: 'the best Node peer with fsync',
  least,
});

const MB = 1_000_000;

const large = { size: 64 * MB, count: 12, concurrency: 4 } as const;

/** The row of uploads one after the other. */
export const LONE_ROW = '1 MB, one at a time';

/** The measured cases, with the numbers of a full run. */
export const rows: readonly Row[] = [
  {
    name: '1 MB, 16 at a time',
    size: MB,
    count: 300,
    concurrency: 16,
    contestants: ['galeria', 'whole galeria', ...servers],
    goals: [
      bestSynced(1.3),
      { of: 'galeria', against: unsynced, named: 'the best without', least: 0.9 },
    ],
  },
  {
    name: '64 MB, 4 at a time',
    ...large,
    contestants: ['galeria', ...servers],
    goals: [
      bestSynced(1.2),
      { of: 'galeria', against: 'disk', named: 'the durable rate of the disk', least: 0.85 },
    ],
  },
  {
    name: '64 MB as raw PUT and tus PATCH, 4 at a time',
    ...large,
    contestants: ['galeria PUT', 'galeria tus', 'nginx PUT, fsync'],
    goals: (['galeria PUT', 'galeria tus'] as const).flatMap((of) => [
      { of, against: ['nginx PUT, fsync'] as const, named: 'nginx PUT with fsync', least: 0.8 },
      { of, against: 'disk' as const, named: 'the durable rate of the disk', least: 0.85 },
    ]),
  },
  {
    name: '20 kB, 64 at a time',
    size: 20_000,
    count: 2000,
    concurrency: 64,
    contestants: ['galeria', 'whole galeria', ...servers],
    goals: [bestSynced(1.5)],
  },
  {
    name: '20 kB, 64 at a time, each fsync 2 ms longer',
    size: 20_000,
    count: 1000,
    concurrency: 64,
    slowSyncMs: 2,
    contestants: ['galeria', 'multer, fsync of the file'],
    goals: [
      {
        of: 'galeria',
        against: ['multer, fsync of the file'],
        named: 'one fsync a file',
        least: 3,
      },
    ],
  },
  {
    name: LONE_ROW,
    size: MB,
    count: 60,
    concurrency: 1,
    contestants: ['galeria', 'multer, fsync', 'nginx PUT, fsync'],
    goals: [],
  },
];

/** The most that p50 of `LONE_ROW` may take, against a durable write of the same bytes. */
export const LONE_RATIO = 1.5;

/** Memory above idle during these uploads. */
export const memoryRow = { size: 2 ** 30, count: 16, concurrency: 16, mostMiB: 64 } as const;
