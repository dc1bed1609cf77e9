import { basename, dirname } from 'node:path';
import type { Change } from './record.ts';

/**
 * A file system with the guarantees of POSIX only: each unsynced change may be on the medium or not,
 * in any order. One assumption: at least one name of a rename survives, possibly both (link before
 * unlink).
 */
export interface Folder {
  readonly entries: Map<string, Entry[]>;
}
export interface File {
  readonly writes: Write[];
}
interface Pending {
  /** Position in the order of all changes. */
  readonly at: number;
  /** The call has returned: later syncs cover the change. */
  done: boolean;
  durable: boolean;
}
/** One change of one name: the node that it refers to, or undefined after its removal. */
export interface Entry extends Pending {
  readonly node: Folder | File | undefined;
  /** The new name of a rename, which is on the medium if the removal of the old one is. */
  readonly needs?: Entry;
}
export interface Write extends Pending {
  readonly bytes: Buffer;
  /** A cut of the file to this size, in place of a write. */
  readonly size?: number;
}

/** The size of a file after all its writes and cuts. */
const sizeOf = ({ writes }: File): number =>
  writes.reduce((sum, { bytes, size }) => size ?? sum + bytes.length, 0);

export type Disk = ReturnType<typeof createDisk>;

/** @param root a folder that exists durably from the start */
export function createDisk(root: string) {
  const top: Folder = { entries: new Map() };
  let changes = 0;
  const running = new Map<number, () => boolean>();

  const isFolder = (node: Folder | File | undefined): node is Folder =>
    node !== undefined && 'entries' in node;
  const latest = (folder: Folder, name: string) => folder.entries.get(name)?.at(-1)?.node;

  function find(path: string): Folder | File | undefined {
    if (path === root) return top;
    const parent = find(dirname(path));
    return isFolder(parent) ? latest(parent, basename(path)) : undefined;
  }
  function folderAt(path: string): Folder {
    const node = find(path);
    if (!isFolder(node)) throw new Error(`no folder ${path}`);
    return node;
  }
  function fileAt(path: string): File {
    const node = find(path);
    if (node === undefined || isFolder(node)) throw new Error(`no file ${path}`);
    return node;
  }
  function change(path: string, node: Entry['node'], needs?: Entry): Entry {
    const entry = { at: changes++, node, done: false, durable: false, ...(needs && { needs }) };
    const { entries } = folderAt(dirname(path));
    const name = basename(path);
    entries.set(name, [...(entries.get(name) ?? []), entry]);
    return entry;
  }
  function removeAll(path: string): Entry[] {
    const node = find(path);
    if (node === undefined) return [];
    const names = isFolder(node) ? [...node.entries.keys()] : [];
    return [...names.flatMap((name) => removeAll(`${path}/${name}`)), change(path, undefined)];
  }

  /** Begins a change; returns the function to call at its end, which returns true for a sync. */
  function begin(what: Change): () => boolean {
    const finish =
      (...all: Pending[]) =>
      () => {
        for (const one of all) one.done = true;
        return false;
      };
    switch (what.kind) {
      case 'makeFolder':
        // No effect if the parent is missing or the folder exists.
        return find(what.path) || !find(dirname(what.path))
          ? finish()
          : finish(change(what.path, { entries: new Map() }));
      case 'create':
        return finish(change(what.path, { writes: [] }));
      case 'write': {
        const write = { at: changes++, bytes: what.bytes, done: false, durable: false };
        fileAt(what.path).writes.push(write);
        return finish(write);
      }
      case 'truncate': {
        const file = fileAt(what.path);
        if (sizeOf(file) === what.size) return finish();
        const { size } = what;
        const cut = { at: changes++, bytes: Buffer.alloc(0), size, done: false, durable: false };
        file.writes.push(cut);
        return finish(cut);
      }
      case 'remove':
        return finish(...removeAll(what.path));
      case 'rename': {
        const linked = change(what.to, find(what.from));
        return finish(linked, change(what.from, undefined, linked));
      }
      case 'sync':
        return persist(fileAt(what.path).writes);
      case 'syncFolder':
        return persist([...folderAt(what.path).entries.values()].flat());
    }
  }

  /** A sync makes the changes durable that were done before it began. */
  function persist(all: (Write | Entry)[]): () => boolean {
    const covered = all.filter(({ done, durable }) => done && !durable);
    return () => {
      for (const one of covered) {
        one.durable = true;
        if ('needs' in one && one.needs) one.needs.durable = true;
      }
      return true;
    };
  }

  /** The changes that may be on the medium or not, in reachable folders. */
  function pending(folder: Folder = top): (Entry | Write)[] {
    return [...folder.entries.values()].flat().flatMap((entry) => {
      const own = entry.durable ? [] : [entry];
      if (isFolder(entry.node)) return [...own, ...pending(entry.node)];
      return [...own, ...(entry.node?.writes.filter(({ durable }) => !durable) ?? [])];
    });
  }

  return {
    top,
    begin: (call: number, what: Change) => void running.set(call, begin(what)),
    /** @returns true if changes became durable */
    end: (call: number): boolean => {
      const end = running.get(call);
      running.delete(call);
      return end?.() ?? false;
    },
    /** In order of time. */
    pending: () => [...new Set(pending())].sort((one, other) => one.at - other.at),
  };
}
