import { join } from 'node:path';
import { makeFolderDurably, type SpoolFiles } from './files.ts';

/**
 * The paths of a data folder. docs/reliability.md describes the protocol.
 *
 * ```
 * spool/lock                     one uploader at a time
 * spool/incoming/<ULID>/         a request while it is received; deleted at recovery
 * spool/ready/<ULID>/            request.json and <upload ULID>.bin for each file, renamed from
 *                                incoming in one step; a missing .bin was shipped.
 *                                <upload ULID>.tries: retry state of a file that failed to ship
 *                                <upload ULID>.generation: set if unknown when the file was received
 * spool/incoming/<ULID>.pack     small requests while they are written together; deleted at recovery
 * spool/ready/<ULID>.pack        their descriptions and bytes, renamed from incoming; deleted after its
 *                                last file was shipped
 * spool/held/<upload ULID>/      one quarantined file in the same shape, and held.json with the reason
 * spool/tus/<id>/                an unfinished resumable upload: upload.json, <upload ULID>.bin, and
 *                                offsets, the log of its durable offsets. Renamed to `ready` when it is
 *                                complete
 * spool/ended/<id>               the result of a complete resumable upload, for a client that asks again
 * ```
 */
export const layout = (dataDir: string) => {
  const spool = join(dataDir, 'spool');
  return {
    spool,
    incoming: join(spool, 'incoming'),
    ready: join(spool, 'ready'),
    quarantined: join(spool, 'held'),
    unfinished: join(spool, 'tus'),
    ended: join(spool, 'ended'),
    probe: join(spool, 'probe'),
  };
};

export type Layout = ReturnType<typeof layout>;

/** Creates the missing folders of a spool and makes all their names durable. */
export async function createFolders(files: SpoolFiles, dataDir: string): Promise<Layout> {
  const folders = layout(dataDir);
  await makeFolderDurably(files, dataDir);
  const { spool, incoming, ready, quarantined, unfinished, ended } = folders;
  for (const folder of [spool, incoming, ready, quarantined, unfinished, ended]) {
    await files.makeFolder(folder);
  }
  // Also for existing folders: the process that created them may have died before its fsync.
  await files.syncFolder(folders.spool);
  await files.syncFolder(dataDir);
  return folders;
}

export const requestFile = (folder: string): string => join(folder, 'request.json');
export const quarantineReasonFile = (folder: string): string => join(folder, 'held.json');
export const descriptionFile = (folder: string): string => join(folder, 'upload.json');
export const offsetsFile = (folder: string): string => join(folder, 'offsets');
export const bytesFile = (folder: string, upload: string): string => join(folder, `${upload}.bin`);
export const retryStateFile = (folder: string, upload: string): string =>
  join(folder, `${upload}.tries`);
export const generationFile = (folder: string, upload: string): string =>
  join(folder, `${upload}.generation`);

const PACK = '.pack';
export const packFile = (parent: string, pack: string): string => join(parent, pack + PACK);
export const isPack = (path: string): boolean => path.endsWith(PACK);
