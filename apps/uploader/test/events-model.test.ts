import type { ItemRecord } from '@galeria/catalog';
import { createChangeFeed, encodeCheckpoint, FEED } from '@galeria/cloud';
import { modelCatalog } from '@galeria/cloud/testing';
import type { AppliedChange, Change, ChangedItem, ChangePosition } from '@galeria/media-index';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventIdOf, positionId } from '../src/events/event-id.ts';
import { changesSince, needPosition, startAfter } from '../src/events/resume.ts';
import { createApply } from '../src/read-model/apply.ts';
import { createChanges } from '../src/read-model/changes.ts';

const ids = Array.from({ length: 5 }, (_, at) => String(at).padEnd(64, '0'));
const CELLS = 2;
/** A third of the overlap each for the writer's clock, the reader's clock, and a late commit. */
const most = FEED.fullOverlapMs / 3 - 1;

/** An index in memory. */
function modelIndex() {
  const rows = new Map<string, Change>();
  let checkpoint: string | undefined;
  return {
    checkpoint: () => checkpoint,
    async apply(
      changes: readonly Change[],
      progress?: { readonly checkpoint?: string },
    ): Promise<AppliedChange[]> {
      const applied = changes.filter(({ id, version }) => version > (rows.get(id)?.version ?? -1));
      for (const change of applied) rows.set(change.id, change);
      checkpoint = progress?.checkpoint ?? checkpoint;
      return applied.map(({ id }) => ({
        ...{ id, before: undefined, after: undefined, keepsStatus: false },
      }));
    },
    async changes({ changedAt, id = '' }: ChangePosition, limit: number): Promise<ChangedItem[]> {
      const orderOf = (row: { changedAt?: string; id: string }) => `${row.changedAt} ${row.id}`;
      return [...rows.values()]
        .filter((row) => row.changedAt !== undefined && orderOf(row) > `${changedAt} ${id}`)
        .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .slice(0, limit)
        .map((row) => ({
          ...{ id: row.id, version: row.version, changedAt: row.changedAt!, keepsStatus: false },
        }));
    },
  };
}

type Model = ReturnType<typeof modelCatalog>;

/** A cell with its own clock. Its index outlives its processes, unless it is lost. */
function modelCell(model: Model, skewMs: number) {
  const now = () => model.clock.time + skewMs;
  let index = modelIndex();
  let changes = createChanges(now);
  let feed = open();
  function open() {
    changes = createChanges(now);
    return createChangeFeed({
      catalog: model.catalog,
      apply: createApply(index, changes) as (records: readonly ItemRecord[]) => Promise<void>,
      checkpoint:
        index.checkpoint() ?? encodeCheckpoint({ time: now() - FEED.historyMs, scan: undefined }),
      onRead: changes.read,
      onFailure: () => {},
      now,
    });
  }
  return {
    now,
    changes: () => changes,
    read: () => feed.read(),
    index: () => index,
    async restart(losesIndex: boolean): Promise<void> {
      await feed.stop();
      if (losesIndex) index = modelIndex();
      feed = open();
    },
  };
}

type Cell = ReturnType<typeof modelCell>;

/** A client that keeps the last version of each item, and the id of the last event. */
function modelClient() {
  const versions = new Map<string, number>();
  let lastEventId: string | undefined;
  let leave: (() => void) | undefined;
  /** How many events the client still gets before its connection breaks. */
  let left = Number.POSITIVE_INFINITY;

  function receive(changes: readonly ChangedItem[], cell: Cell, readAt: number | undefined): void {
    for (const change of changes) {
      if (left-- <= 0) return;
      versions.set(change.id, Math.max(change.version, versions.get(change.id) ?? 0));
      lastEventId = eventIdOf(change);
    }
    if (needPosition(changes, cell.now())) lastEventId = positionId(readAt ?? cell.now());
  }

  return {
    versions,
    isConnected: () => leave !== undefined && left > 0,
    breakAfter(events: number): void {
      left = Math.min(left, events);
    },
    leave(): void {
      leave?.();
      leave = undefined;
    },
    beat(cell: Cell): void {
      const readAt = cell.changes().readAt();
      if (leave && left > 0 && readAt !== undefined) lastEventId = positionId(readAt);
    },
    async join(cell: Cell): Promise<void> {
      leave?.();
      leave = undefined;
      left = Number.POSITIVE_INFINITY;
      const changes = cell.changes();
      const readAt = changes.readAt();
      // A cell that has not read yet answers 503.
      if (readAt === undefined) return;
      const start = startAfter(lastEventId, cell.now());
      if ('reset' in start) throw new Error(start.reset);
      leave = changes.subscribe({
        changed: (some) => receive(some, cell, changes.readAt()),
        reset: () => {
          throw new Error('reset');
        },
      });
      if ('since' in start) {
        for await (const page of changesSince(start.since, cell.index().changes)) {
          receive(page, cell, readAt);
        }
      }
      lastEventId = positionId(readAt);
    },
  };
}

const cellNumber = fc.integer({ min: 0, max: CELLS - 1 });
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      id: fc.constantFrom(...ids),
      // Clocks may be far ahead, but not far behind.
      skewMs: fc.oneof(fc.integer({ min: -most, max: most }), fc.constant(10 * most)),
      lateMs: fc.integer({ min: 0, max: most }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('read' as const), cell: cellNumber }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 900_000 }),
        fc.constant(350_000),
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('join' as const), cell: cellNumber }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'beat' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      after: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      cell: cellNumber,
      losesIndex: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('away' as const, 'back' as const) }) },
);

test('a client that resumes on any cell has the last change of each item, whatever happens between', async () => {
  const history = fc.array(command, { minLength: 5, maxLength: 60 });
  const skews = fc.array(fc.integer({ min: -most, max: most }), {
    minLength: CELLS,
    maxLength: CELLS,
  });
  await fc.assert(
    fc.asyncProperty(history, skews, async (commands, [a = 0, b = 0]) => {
      const model = modelCatalog();
      const cells = [modelCell(model, a), modelCell(model, b)] as const;
      const client = modelClient();
      let joined: Cell = cells[0];
      const join = async (cell: Cell) => {
        joined = cell;
        await client.join(cell);
      };
      await cells[0].read();
      await join(cells[0]);
      for (const step of commands) {
        const cell = cells['cell' in step && step.cell === 1 ? 1 : 0];
        if (step.do === 'write') {
          const stamp = model.clock.time + step.skewMs;
          model.write({ id: step.id, stamp, visibleAt: model.clock.time + step.lateMs });
        } else if (step.do === 'wait') model.clock.time += step.ms;
        else if (step.do === 'read') await cell.read().catch(() => {});
        else if (step.do === 'join') await join(cell);
        else if (step.do === 'leave') client.leave();
        else if (step.do === 'break') client.breakAfter(step.after);
        else if (step.do === 'beat') client.beat(joined);
        else if (step.do === 'restart') {
          if (joined === cell) client.leave();
          await cell.restart(step.losesIndex);
        } else model.away(step.do === 'away');
      }
      model.away(false);
      // Every write is visible, and both cells make full reads.
      model.clock.time += most + 1;
      for (let reads = 0; reads < 2; reads++) {
        model.clock.time += FEED.fullReadEveryMs + 1;
        for (const cell of cells) await cell.read();
      }
      if (!client.isConnected()) await join(cells[1]);
      expect([...client.versions].toSorted()).toEqual([...model.versions()].toSorted());
    }),
    { numRuns: 300, endOnFailure: false },
  );
}, 120_000);
