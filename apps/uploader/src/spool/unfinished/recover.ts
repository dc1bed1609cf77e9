import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import pMap from 'p-map';
import { RECOVER_PARALLEL } from '../../limits.ts';
import type { SpoolFiles } from '../files.ts';
import { bytesFile, descriptionFile, type Layout, offsetsFile } from '../layout.ts';
import { readDescription } from './description.ts';
import { readOffsets } from './offset-log.ts';
import type { UnfinishedUpload } from './upload.ts';

/**
 * Reads the unfinished uploads that the last process left, the oldest first. Deletes those whose
 * creation was not acknowledged: their description, bytes or log is missing or torn.
 */
export async function recoverUnfinished(
  files: SpoolFiles,
  folders: Layout,
  log: FastifyBaseLogger,
): Promise<UnfinishedUpload[]> {
  // A power cut may leave one folder under both names of a rename: `ready` is the later one.
  const committed = new Set(await files.list(folders.ready));
  const names = (await files.list(folders.unfinished)).filter((name) => !committed.has(name));
  names.sort();
  const found = await pMap(names, readOrRemove, { concurrency: RECOVER_PARALLEL });
  return found.filter((upload) => upload !== undefined);

  async function readOrRemove(id: string): Promise<UnfinishedUpload | undefined> {
    const folder = join(folders.unfinished, id);
    const upload = await readUpload(files, id, folder);
    if (upload) return upload;
    log.warn({ folder }, 'resumable upload was not created completely, removed');
    await files.remove(folder);
    return undefined;
  }
}

async function readUpload(
  files: SpoolFiles,
  id: string,
  folder: string,
): Promise<UnfinishedUpload | undefined> {
  const names = new Set(await files.list(folder));
  if (!names.has('upload.json') || !names.has('offsets')) return undefined;
  const description = readDescription((await files.read(descriptionFile(folder))).toString());
  if (!description || !names.has(`${description.upload}.bin`)) return undefined;
  const path = bytesFile(folder, description.upload);
  const log = (await files.read(offsetsFile(folder))).toString();
  const { offset, at, logBytes } = readOffsets(log, await files.size(path));
  return {
    id,
    folder,
    path,
    description,
    offset,
    logBytes,
    hasUnsureLine: false,
    reserved: offset,
    changedAt: at ?? Date.parse(description.createdAt),
    renamed: false,
  };
}
