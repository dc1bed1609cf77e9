import { join } from 'node:path';
import { newUploadId } from '@galeria/media';
import type { SpoolFiles } from './files.ts';
import { bytesFile, type Layout, requestFile } from './layout.ts';
import { type SpooledFile, writeRequest } from './request.ts';
import type { Space } from './space.ts';

/** One request on its way into the spool: kept whole, or not at all. */
export type Reception = Awaited<ReturnType<typeof openReception>>;

export interface ReceptionOptions {
  readonly files: SpoolFiles;
  readonly places: Layout;
  readonly space: Space;
  /** Makes the names in `ready` durable, for everybody who waits for that. */
  readonly syncReady: () => Promise<void>;
}

export async function openReception({ files, places, space, syncReady }: ReceptionOptions) {
  const name = newUploadId();
  const incoming = join(places.incoming, name);
  const ready = join(places.ready, name);
  const taken = { bytes: 0, files: 0 };
  const ending: Promise<void>[] = [];
  /** The rename was asked for: one that failed may have been done all the same. */
  let renamed = false;
  await files.makeFolder(incoming);

  /** Writes the description; its bytes and all names of the folder are synced side by side. */
  async function describe(spooled: readonly SpooledFile[]): Promise<void> {
    const file = await files.create(requestFile(incoming));
    try {
      await file.write([Buffer.from(writeRequest(spooled))]);
      await allOf([file.sync(), files.syncFolder(incoming)]);
    } finally {
      await file.close();
    }
  }

  return {
    /** Opens the file of one upload; its writer ends it, or closes it where it is of no use. */
    create: async (upload: string) => {
      space.takeFile();
      taken.files += 1;
      const file = await files.create(bytesFile(incoming, upload));
      return {
        ...file,
        write: async (chunks: Buffer[]) => {
          const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
          await space.take(bytes);
          taken.bytes += bytes;
          await file.write(chunks);
        },
        /** Syncs and closes it, behind what else the request needs: `keep` waits for it. */
        end: (): Promise<void> => {
          const ended = file.sync().finally(file.close);
          ending.push(ended);
          return ended;
        },
      };
    },
    /**
     * Makes the request durable. Each line needs the one before it: a name may only appear in
     * `ready` once all that it stands for is on the medium, and only a synced name survives. What
     * a crash leaves in `incoming` does not matter, nor in which order it got there: see
     * docs/reliability.md.
     *
     * @returns the request's folder
     */
    keep: async (spooled: readonly SpooledFile[]): Promise<string> => {
      await allOf([...ending, describe(spooled)]);
      renamed = true;
      await files.rename(incoming, ready);
      await syncReady();
      return ready;
    },
    /** Takes away whatever was received. Where that fails it may be tried again. */
    discard: async (): Promise<void> => {
      await Promise.allSettled(ending);
      // In `ready` a folder with a file less means that this file was shipped: so it leaves whole.
      if (renamed) await files.rename(ready, incoming).catch(unlessMissing);
      await files.remove(incoming);
      space.give(taken.bytes, taken.files);
    },
  };
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Waits for all, also where one fails: nothing may go on in a folder that is then taken away. */
async function allOf(all: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
