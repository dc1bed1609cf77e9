import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { UploaderError } from '../../errors.ts';
import { writeDurably } from '../files.ts';
import type { SpoolFolders } from '../folders.ts';
import { createGroupSync } from '../group-sync.ts';
import { bytesFile, descriptionFile, offsetsFile } from '../layout.ts';
import { replaceDurably } from '../replace.ts';
import type { SpooledFile } from '../request.ts';
import type { Space } from '../space.ts';
import { type Appender, openAppender } from './appender.ts';
import { commitUpload } from './commit.ts';
import { serialiseDescription, type UploadDescription } from './description.ts';
import { recoverUnfinished } from './recover.ts';
import { newResumableId } from './resumable-id.ts';
import type { UnfinishedUpload } from './upload.ts';

export interface UnfinishedOptions extends SpoolFolders {
  readonly space: Space;
  /** Maximum number of unfinished uploads. */
  readonly maxUploads: number;
  readonly log: FastifyBaseLogger;
}

/** The unfinished resumable uploads of a spool. One request at a time changes an upload. */
export async function openUnfinished(options: UnfinishedOptions) {
  const { files, folders, space, maxUploads, log } = options;
  const syncFolder = createGroupSync(files, folders.unfinished);
  const uploads = new Map<string, UnfinishedUpload>();
  for (const upload of await recoverUnfinished(files, folders, log)) {
    uploads.set(upload.id, upload);
    space.countExisting(upload.offset);
  }

  function forget({ id, reserved }: UnfinishedUpload): void {
    if (uploads.delete(id)) space.free(reserved, 1);
  }

  return {
    /**
     * Creates an upload. Its names and its description are durable.
     *
     * @throws UploaderError `spool-full`, and an error of the file system
     */
    create: async (description: UploadDescription): Promise<UnfinishedUpload> => {
      if (uploads.size >= maxUploads) {
        throw new UploaderError('spool-full', { detail: `${maxUploads} uploads are unfinished` });
      }
      space.reserveFile();
      const id = newResumableId();
      const folder = join(folders.unfinished, id);
      const path = bytesFile(folder, description.upload);
      const changedAt = Date.parse(description.createdAt);
      const upload = { id, folder, path, description, offset: 0, logBytes: 0, reserved: 0 };
      const created = { ...upload, changedAt, hasUnsureLine: false, renamed: false };
      // At once, so that it counts.
      uploads.set(id, created);
      try {
        await files.makeFolder(folder);
        await (await files.create(path)).close();
        await (await files.create(offsetsFile(folder))).close();
        await writeDurably(files, descriptionFile(folder), serialiseDescription(description));
        await files.syncFolder(folder);
        await syncFolder();
      } catch (error) {
        forget(created);
        await files.remove(folder).catch((err) => log.error({ err, folder }, 'upload not removed'));
        throw error;
      }
      return created;
    },
    /** Sets the deferred length of an upload, durably. */
    setLength: async (upload: UnfinishedUpload, length: number): Promise<void> => {
      const description = { ...upload.description, length };
      const path = descriptionFile(upload.folder);
      await replaceDurably(files, path, serialiseDescription(description));
      upload.description = description;
    },
    append: (upload: UnfinishedUpload): Promise<Appender> => openAppender(files, space, upload),
    /** Streams bytes of an upload, including those that are not durable yet. */
    stream: ({ path }: UnfinishedUpload, start: number, end: number): AsyncIterable<Buffer> =>
      files.stream(path, start, end),
    /** Moves a whole upload into `ready`; its file counts as a waiting one from then on. */
    commit: async (upload: UnfinishedUpload, file: SpooledFile): Promise<string> => {
      const folder = await commitUpload(options, upload, file);
      uploads.delete(upload.id);
      return folder;
    },
    /** Deletes an upload. After a failure it still counts, and the call may be repeated. */
    remove: async (upload: UnfinishedUpload): Promise<void> => {
      await files.remove(upload.folder);
      forget(upload);
    },
    get: (id: string): UnfinishedUpload | undefined => uploads.get(id),
    all: (): UnfinishedUpload[] => [...uploads.values()],
    count: (): number => uploads.size,
    bytes: (): number => [...uploads.values()].reduce((sum, { reserved }) => sum + reserved, 0),
  };
}
