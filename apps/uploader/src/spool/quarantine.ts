import { join } from 'node:path';
import type { SpoolEntry } from './entry.ts';
import { type SpoolFiles, writeDurably } from './files.ts';
import { bytesFile, type Layout, quarantineReasonFile, requestFile } from './layout.ts';
import { serialiseRequest } from './request.ts';

/**
 * Moves a file that S3 permanently rejected into the quarantine folder. The new folder has the shape
 * of a request folder: move it into `ready` and restart the uploader to ship the file again.
 *
 * The new folder is durable before the bytes move into it, and the new name of the bytes is durable
 * before the old folder may be deleted: until shipped, these bytes are the only copy.
 */
export async function quarantineEntry(
  files: SpoolFiles,
  folders: Layout,
  entry: SpoolEntry,
  reason: { readonly code: string; readonly message: string },
): Promise<SpoolEntry> {
  const { folder: _folder, path: _path, retryState: _retryState, ...file } = entry;
  const folder = join(folders.quarantined, entry.upload);
  const path = bytesFile(folder, entry.upload);
  await files.makeFolder(folder);
  await writeDurably(files, requestFile(folder), serialiseRequest([file]));
  await writeDurably(files, quarantineReasonFile(folder), `${JSON.stringify(reason)}\n`);
  await files.syncFolder(folder);
  await files.syncFolder(folders.quarantined);
  await files.rename(entry.path, path);
  await files.syncFolder(folder);
  return { ...file, folder, path };
}
