import type { Catalog, ItemChangeEntry, ItemRecord } from '@galeria/catalog';

/** One write of one item: when its writer stamped it, and when readers of the index see it. */
export interface Write {
  readonly id: string;
  readonly stamp: number;
  readonly visibleAt: number;
}

/** A catalog whose index shows each item's last visible change; `time` is the true time. */
export function modelCatalog() {
  const records = new Map<string, { version: number; stamp: number }>();
  const waiting: Write[] = [];
  const clock = { time: Date.parse('2026-01-01T00:00:00.000Z') };
  let isAway = false;
  const settle = () => {
    for (const write of waiting.toSorted((one, other) => one.visibleAt - other.visibleAt)) {
      if (write.visibleAt > clock.time) continue;
      const version = (records.get(write.id)?.version ?? 0) + 1;
      records.set(write.id, { version, stamp: write.stamp });
      waiting.splice(waiting.indexOf(write), 1);
    }
  };
  const recordOf = (id: string) => {
    const { version, stamp } = records.get(id)!;
    const changedAt = new Date(stamp).toISOString();
    return { id, version, changedAt, stampedAt: changedAt } as ItemRecord & ItemChangeEntry;
  };
  const answer = () => {
    settle();
    if (isAway) throw new Error('DynamoDB is unavailable');
  };
  const catalog: Pick<Catalog, 'readChanges' | 'readItems' | 'scanItemPages' | 'stampItem'> = {
    async *readChanges({ since }) {
      answer();
      yield [...records.keys()].map(recordOf).filter(({ changedAt }) => changedAt! >= since);
    },
    async readItems(ids) {
      answer();
      return new Map(ids.filter((id) => records.has(id)).map((id) => [id, recordOf(id)]));
    },
    async *scanItemPages() {
      answer();
      yield { records: [...records.keys()].map(recordOf), obsolete: [], next: undefined };
    },
    stampItem: () => Promise.resolve(false),
  };
  return {
    catalog,
    clock,
    write: (write: Write) => waiting.push(write),
    away: (value: boolean) => {
      isAway = value;
    },
    versions(): Map<string, number> {
      settle();
      return new Map([...records].map(([id, { version }]) => [id, version]));
    },
  };
}

/** A copy that applies records by their versions. */
export function modelCopy() {
  const held = new Map<string, number>();
  let checkpoint: string | undefined;
  return {
    held,
    checkpoint: () => checkpoint,
    apply(
      records: readonly ItemRecord[],
      progress?: { readonly checkpoint: string },
    ): Promise<void> {
      for (const { id, version = 0 } of records) {
        if (version > (held.get(id) ?? -1)) held.set(id, version);
      }
      checkpoint = progress?.checkpoint ?? checkpoint;
      return Promise.resolve();
    },
    async versions(after: string | undefined, limit: number) {
      const ids = [...held.keys()].toSorted().filter((id) => after === undefined || id > after);
      return ids.slice(0, limit).map((id) => ({ id, version: held.get(id)! }));
    },
  };
}
