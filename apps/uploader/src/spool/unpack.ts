import { join } from 'node:path';
import type { SpoolEntry } from './entry.ts';
import { readRange, writeDurably } from './files.ts';
import type { SpoolFolders } from './folders.ts';
import { bytesFile, requestFile } from './layout.ts';
import { serialiseRequest } from './request.ts';

/**
 * Copies a file from its pack into a request folder of its own, by the steps of a request. Its retry
 * state, its quarantine and its deletion then concern it alone, and the pack may be deleted. Recovery
 * ignores the file's copy in the pack while the folder exists.
 */
export async function unpackEntry(
  { files, folders, syncReady }: SpoolFolders,
  entry: SpoolEntry,
): Promise<{ folder: string; path: string }> {
  const { folder: _folder, path: pack, offset = 0, retryState: _retryState, ...file } = entry;
  // Named after the upload: the next attempt finds what a failed one has left.
  const staging = join(folders.incoming, file.upload);
  const ready = join(folders.ready, file.upload);
  await files.remove(staging);
  await files.remove(ready);
  await files.makeFolder(staging);
  const bytes = await readRange(files, pack, offset, offset + file.size);
  await writeDurably(files, bytesFile(staging, file.upload), bytes);
  await writeDurably(files, requestFile(staging), serialiseRequest([file]));
  await files.syncFolder(staging);
  await files.rename(staging, ready);
  await syncReady();
  return { folder: ready, path: bytesFile(ready, file.upload) };
}
