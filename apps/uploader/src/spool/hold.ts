import { join } from 'node:path';
import { type SpoolFiles, writeDurably } from './files.ts';
import { bytesFile, heldFile, type Layout, requestFile } from './layout.ts';
import type { SpoolEntry } from './recover.ts';
import { writeRequest } from './request.ts';

/**
 * Puts a file aside that S3 refuses for good. Its folder has the shape of a request's, so that
 * moving it into `ready` and starting again ships it once more.
 *
 * The new folder is durable before the bytes go there, and their new name is before their old
 * folder may be taken away: until shipped, these bytes are the only copy.
 */
export async function holdEntry(
  files: SpoolFiles,
  places: Layout,
  entry: SpoolEntry,
  reason: { readonly code: string; readonly message: string },
): Promise<SpoolEntry> {
  const { folder: _folder, path: _path, tries: _tries, ...file } = entry;
  const folder = join(places.held, entry.upload);
  const path = bytesFile(folder, entry.upload);
  await files.makeFolder(folder);
  await writeDurably(files, requestFile(folder), writeRequest([file]));
  await writeDurably(files, heldFile(folder), `${JSON.stringify(reason)}\n`);
  await files.syncFolder(folder);
  await files.syncFolder(places.held);
  await files.rename(entry.path, path);
  await files.syncFolder(folder);
  return { ...file, folder, path };
}
