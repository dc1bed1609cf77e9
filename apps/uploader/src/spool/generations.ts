import type { SpoolEntry } from './entry.ts';
import { type SpoolFiles, writeDurably } from './files.ts';
import { generationFile } from './layout.ts';

/**
 * Assigns generations to waiting files that were received while the catalog was unreachable. The
 * first assignment is final, in this process and in later ones.
 */
export function createGenerations(files: SpoolFiles) {
  /** Uploads whose generation is not durable yet, with the write in progress, if any. */
  const pending = new Map<string, Promise<void> | undefined>();

  async function write({ folder, upload, generation }: SpoolEntry): Promise<void> {
    await writeDurably(files, generationFile(folder, upload), `${generation}\n`);
    await files.syncFolder(folder);
    pending.delete(upload);
  }

  return {
    /** Returns once the generation is durable. The next call repeats a failed write. */
    assign: async (entry: SpoolEntry, generation: number): Promise<void> => {
      const { upload } = entry;
      if (entry.generation === null) {
        entry.generation = generation;
        pending.set(upload, undefined);
      }
      if (!pending.has(upload)) return;
      const writing = pending.get(upload) ?? write(entry);
      pending.set(upload, writing);
      try {
        await writing;
      } catch (error) {
        if (pending.get(upload) === writing) pending.set(upload, undefined);
        throw error;
      }
    },
    /** Called when the file has left the spool. */
    forget: (upload: string): void => {
      pending.delete(upload);
    },
  };
}

/** Reads the generation that an earlier process assigned; undefined if torn, as no caller used it. */
export async function readGeneration(files: SpoolFiles, path: string): Promise<number | undefined> {
  const text = (await files.read(path)).toString();
  return /^[1-9]\d*\n$/.test(text) ? Number(text) : undefined;
}
