import { type SpoolFiles, writeDurably } from './files.ts';
import { generationFile } from './layout.ts';
import type { SpoolEntry } from './recover.ts';

/**
 * Assigns generations to waiting files that were accepted while nobody could name theirs. The first
 * one counts, in this process and after it.
 */
export function createGenerations(files: SpoolFiles) {
  /** Uploads whose generation is not on the medium yet, with the write that is under way. */
  const unwritten = new Map<string, Promise<void> | undefined>();

  async function write({ folder, upload, generation }: SpoolEntry): Promise<void> {
    await writeDurably(files, generationFile(folder, upload), `${generation}\n`);
    await files.syncFolder(folder);
    unwritten.delete(upload);
  }

  return {
    /** Returns once the generation is durable; a write that failed is tried again by the next call. */
    assign: async (entry: SpoolEntry, generation: number): Promise<void> => {
      const { upload } = entry;
      if (entry.generation === null) {
        entry.generation = generation;
        unwritten.set(upload, undefined);
      }
      if (!unwritten.has(upload)) return;
      const writing = unwritten.get(upload) ?? write(entry);
      unwritten.set(upload, writing);
      try {
        await writing;
      } catch (error) {
        if (unwritten.get(upload) === writing) unwritten.set(upload, undefined);
        throw error;
      }
    },
    /** Called when the file has left the spool. */
    forget: (upload: string): void => {
      unwritten.delete(upload);
    },
  };
}

/** Reads what an earlier process assigned; undefined where that is torn, and was never relied upon. */
export async function readGeneration(files: SpoolFiles, path: string): Promise<number | undefined> {
  const text = (await files.read(path)).toString();
  return /^[1-9]\d*\n$/.test(text) ? Number(text) : undefined;
}
