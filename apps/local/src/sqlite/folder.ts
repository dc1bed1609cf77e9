import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Creates a folder and its missing parents durably: the parent of each created folder is fsynced. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  const top = first === undefined ? dirname(path) : dirname(first);
  let parent = path;
  do {
    parent = dirname(parent);
    await syncFolder(parent);
  } while (parent !== top && parent !== dirname(parent));
}

/** Fsyncs a folder, and so the names of its files. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
