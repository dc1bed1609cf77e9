import { join } from 'node:path';
import { unlessMissing, writeDurably } from '../files.ts';
import type { SpoolFolders } from '../folders.ts';
import { requestFile } from '../layout.ts';
import { type SpooledFile, serialiseRequest } from '../request.ts';
import type { UnfinishedUpload } from './upload.ts';

/**
 * Moves a whole upload into `ready`, where it waits to be shipped like the file of any other request.
 * Its bytes are durable. After a failure it is an unfinished upload again, and the next call repeats
 * all steps.
 *
 * @returns the request's folder
 */
export async function commitUpload(
  { files, folders, syncReady }: SpoolFolders,
  upload: UnfinishedUpload,
  file: SpooledFile,
): Promise<string> {
  const readyFolder = join(folders.ready, upload.id);
  const undo = async () => {
    if (!upload.renamed) return;
    await files.rename(readyFolder, upload.folder).catch(unlessMissing);
    upload.renamed = false;
  };
  await undo();
  try {
    await writeDurably(files, requestFile(upload.folder), serialiseRequest([file]));
    await files.syncFolder(upload.folder);
    upload.renamed = true;
    await files.rename(upload.folder, readyFolder);
    await syncReady();
  } catch (error) {
    await undo().catch(() => undefined);
    throw error;
  }
  return readyFolder;
}
