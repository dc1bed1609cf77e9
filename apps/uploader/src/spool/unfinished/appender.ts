import { OFFSET_LOG_BYTES } from '../../limits.ts';
import { freeChunks, totalBytes } from '../chunks.ts';
import type { OpenFile, SpoolFiles } from '../files.ts';
import { offsetsFile } from '../layout.ts';
import { replaceDurably } from '../replace.ts';
import type { Space } from '../space.ts';
import { offsetLine } from './offset-log.ts';
import type { UnfinishedUpload } from './upload.ts';

/** Appends bytes to an upload. Bytes that are not kept when it closes are dropped. */
export type Appender = Awaited<ReturnType<typeof openAppender>>;

/**
 * Opens an upload after its durable offset. What an interrupted request left beyond is cut.
 *
 * @throws an error of the file system
 */
export async function openAppender(files: SpoolFiles, space: Space, upload: UnfinishedUpload) {
  const log = await openLog(files, upload);
  const bytes = await files.append(upload.path, upload.offset).catch(async (error) => {
    await log.close();
    throw error;
  });
  let written = upload.offset;
  freeBeyond(space, upload);

  return {
    /** The number of bytes in the file, durable or not. */
    written: (): number => written,
    /**
     * Takes the chunks over: they are empty once they are in the file.
     *
     * @throws UploaderError `spool-full`
     */
    write: async (chunks: Buffer[]): Promise<void> => {
      const more = totalBytes(chunks);
      await space.reserve(more);
      upload.reserved += more;
      await bytes.write(chunks);
      written += more;
      freeChunks(chunks);
    },
    /**
     * Makes all bytes durable, then their number: only a durable offset is acknowledged. The order is
     * required, as recovery trusts each complete line of the log.
     */
    keep: async (): Promise<void> => {
      const offset = written;
      if (offset === upload.offset) return;
      await bytes.sync();
      const at = Date.now();
      const line = Buffer.from(offsetLine(offset, at));
      upload.hasUnsureLine = true;
      await log.write([line]);
      await log.sync();
      upload.hasUnsureLine = false;
      upload.offset = offset;
      upload.logBytes += line.length;
      upload.changedAt = at;
    },
    /** Closes the files, and cuts bytes that were not kept, unless a line of the log may name them. */
    close: async (): Promise<void> => {
      await log.close();
      await bytes.close();
      if (upload.hasUnsureLine) return;
      if (written > upload.offset) {
        const cut = await files.append(upload.path, upload.offset);
        await cut.close();
      }
      freeBeyond(space, upload);
    },
  };
}

/** Frees the space that was reserved beyond the durable offset. */
function freeBeyond(space: Space, upload: UnfinishedUpload): void {
  space.free(upload.reserved - upload.offset, 0);
  upload.reserved = upload.offset;
}

/**
 * Opens the log after its valid lines. A log that has grown is replaced by its last line, and an unsure
 * line is cut durably, before the bytes that it names are.
 */
async function openLog(files: SpoolFiles, upload: UnfinishedUpload): Promise<OpenFile> {
  const { folder, offset, logBytes, changedAt } = upload;
  const path = offsetsFile(folder);
  if (logBytes > OFFSET_LOG_BYTES) {
    const line = offsetLine(offset, changedAt);
    await replaceDurably(files, path, line);
    upload.logBytes = line.length;
  }
  const log = await files.append(path, upload.logBytes);
  if (!upload.hasUnsureLine) return log;
  try {
    await log.sync();
  } catch (error) {
    await log.close();
    throw error;
  }
  upload.hasUnsureLine = false;
  return log;
}
