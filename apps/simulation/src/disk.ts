import { basename, dirname } from 'node:path';
import { type Remains, remainsOf, type Tear } from '../../uploader/test/support/power-cut/crash.ts';
import { createDisk, type File, type Folder } from '../../uploader/test/support/power-cut/disk.ts';
import type { Change } from '../../uploader/test/support/power-cut/record.ts';
import type { Random } from './random.ts';

const TEARS: readonly Tear[] = ['whole', 'half', 'zeros'];

export type SimulatedDisk = ReturnType<typeof createSimulatedDisk>;

/**
 * A file system in memory, on the uploader's own model of what a power cut leaves: what was not
 * synced may be there or not, each change on its own.
 */
export function createSimulatedDisk(root: string) {
  let disk = createDisk(root);
  let calls = 0;

  function look(path: string): Folder | File | undefined {
    if (path === root) return disk.top;
    const parent = look(dirname(path));
    if (!parent || !('entries' in parent)) return undefined;
    return parent.entries.get(basename(path))?.at(-1)?.node;
  }

  /** Begins a change and ends it in one step; a sync is ended by its caller, when it has had its time. */
  function change(what: Change): void {
    begin(what)();
  }
  function begin(what: Change): () => void {
    const call = calls++;
    disk.begin(call, what);
    return () => void disk.end(call);
  }

  function restore(folder: string, remains: Remains): void {
    for (const [name, node] of remains) {
      const path = `${folder}/${name}`;
      if (node instanceof Map) {
        change({ kind: 'makeFolder', path });
        restore(path, node);
      } else {
        change({ kind: 'create', path });
        change({ kind: 'write', path, bytes: node });
        change({ kind: 'sync', path });
      }
    }
    change({ kind: 'syncFolder', path: folder });
  }

  return {
    change,
    begin,
    isFolder: (path: string): boolean => {
      const node = look(path);
      return node !== undefined && 'entries' in node;
    },
    exists: (path: string): boolean => look(path) !== undefined,
    list: (path: string): string[] => {
      const node = look(path);
      if (!node || !('entries' in node)) return [];
      return [...node.entries]
        .filter(([, entries]) => entries.at(-1)?.node !== undefined)
        .map(([name]) => name);
    },
    read: (path: string): Buffer | undefined => {
      const node = look(path);
      if (!node || 'entries' in node) return undefined;
      return Buffer.concat(node.writes.map(({ bytes }) => bytes));
    },
    /** Loses what was not synced, or some of it. */
    cutPower: (random: Random): void => {
      const survivors = new Set(disk.pending().filter(() => random.chance(0.5)));
      const remains = remainsOf(disk, { survivors, tear: random.pick(TEARS) });
      disk = createDisk(root);
      restore(root, remains);
    },
  };
}
