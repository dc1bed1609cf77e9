import { join } from 'node:path';
import { newUploadId } from '@galeria/media';
import { type SpoolFiles, writeDurably } from './files.ts';
import { bytesFile, type Layout, requestFile } from './layout.ts';
import { type SpooledFile, writeRequest } from './request.ts';
import type { Space } from './space.ts';

/** One request on its way into the spool: kept whole, or not at all. */
export type Reception = Awaited<ReturnType<typeof openReception>>;

export async function openReception(files: SpoolFiles, places: Layout, space: Space) {
  const name = newUploadId();
  const incoming = join(places.incoming, name);
  const ready = join(places.ready, name);
  let taken = 0;
  await files.makeFolder(incoming);

  return {
    /** Opens the file of one upload; its writer syncs and closes it. */
    create: async (upload: string) => {
      const file = await files.create(bytesFile(incoming, upload));
      return {
        ...file,
        write: async (chunks: Buffer[]) => {
          const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
          space.take(bytes);
          taken += bytes;
          await file.write(chunks);
        },
      };
    },
    /**
     * Makes the request durable. Each line needs the one before it: a name may only appear in
     * `ready` once all that it stands for is on the medium, and only a synced name survives.
     *
     * @returns the request's folder
     */
    keep: async (spooled: readonly SpooledFile[]): Promise<string> => {
      await writeDurably(files, requestFile(incoming), writeRequest(spooled));
      await files.syncFolder(incoming);
      await files.rename(incoming, ready);
      await files.syncFolder(places.ready);
      await files.syncFolder(places.incoming);
      return ready;
    },
    /** Takes away whatever was received. */
    discard: async (): Promise<void> => {
      space.give(taken);
      taken = 0;
      await files.remove(incoming);
    },
  };
}
