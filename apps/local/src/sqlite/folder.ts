import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and the missing ones above it. When it resolves, the folder's name is on disk: its
 * parent is fsynced, and so is the parent of each folder that was missing.
 */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  const top = first === undefined ? dirname(path) : dirname(first);
  let parent = path;
  do {
    parent = dirname(parent);
    await syncFolder(parent);
  } while (parent !== top && parent !== dirname(parent));
}

/** Writes the names in a folder to disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
