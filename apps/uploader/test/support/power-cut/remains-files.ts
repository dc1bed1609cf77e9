import { relative, sep } from 'node:path';
import type { SpoolFiles } from '../../../src/spool/files.ts';
import type { Remains } from './crash.ts';

/** The files that a crash left, for recovery to read. */
export function filesOf(remains: Remains, root: string): SpoolFiles {
  const find = (path: string): Remains | Buffer | undefined =>
    relative(root, path)
      .split(sep)
      .filter((name) => name !== '')
      .reduce<Remains | Buffer | undefined>(
        (node, name) => (node instanceof Map ? node.get(name) : undefined),
        remains,
      );
  const parentOf = (path: string) => {
    const cut = path.lastIndexOf(sep);
    const parent = find(path.slice(0, cut));
    if (!(parent instanceof Map)) throw missing(path);
    return { parent, name: path.slice(cut + 1) };
  };
  const missing = (path: string) => Object.assign(new Error(path), { code: 'ENOENT' });
  const isNoPartOfRecovery = () => Promise.reject(new Error('recovery only reads and removes'));

  return {
    makeFolder: async (path) => {
      const { parent, name } = parentOf(path);
      if (parent.has(name)) return false;
      parent.set(name, new Map());
      return true;
    },
    syncFolder: async (path) => {
      if (!(find(path) instanceof Map)) throw missing(path);
    },
    remove: async (path) => {
      const { parent, name } = parentOf(path);
      parent.delete(name);
    },
    list: async (path) => {
      const node = find(path);
      if (!(node instanceof Map)) throw missing(path);
      return [...node.keys()];
    },
    read: async (path) => {
      const node = find(path);
      if (node === undefined || node instanceof Map) throw missing(path);
      return node;
    },
    size: async (path) => {
      const node = find(path);
      if (node === undefined || node instanceof Map) throw missing(path);
      return node.length;
    },
    stream: async function* (path, start, end) {
      const node = find(path);
      if (node === undefined || node instanceof Map) throw missing(path);
      if (start < node.length) yield node.subarray(start, end);
    },
    create: isNoPartOfRecovery,
    append: isNoPartOfRecovery,
    rename: isNoPartOfRecovery,
    freeBytes: async () => Number.POSITIVE_INFINITY,
  };
}
