import { PACKS } from '../limits.ts';
import { type BufferedMemory, compact } from './buffered-memory.ts';
import { freeChunks, totalBytes } from './chunks.ts';
import { type SpoolEntry, toEntries } from './entry.ts';
import type { OpenFile } from './files.ts';
import type { SpoolFolders } from './folders.ts';
import type { Pack, PackWriter } from './pack-writer.ts';
import type { SpooledFile } from './request.ts';
import type { Space } from './space.ts';
import { type StagedFolder, stageFolder } from './staged-folder.ts';

/** The files of one request: committed together, or discarded. */
export type StagedRequest = ReturnType<typeof stageRequest>;

export interface StageOptions extends SpoolFolders {
  readonly space: Space;
  readonly packs: PackWriter;
  /** The memory of all requests that are buffered for packs. */
  readonly memory: BufferedMemory;
  /** The largest request that a pack takes, in bytes. */
  readonly packBytes: number;
}

/** A file of a request: in memory at first, then in the request's folder. */
interface BufferedFile {
  readonly upload: string;
  readonly chunks: Buffer[];
  open?: OpenFile;
  ended: boolean;
}

/**
 * A request is buffered in memory while it is small, and goes into a pack. Once it is too large, or the
 * memory of all such requests is used, it gets a folder in `incoming`.
 */
export function stageRequest(options: StageOptions) {
  const { space, packs, memory, packBytes } = options;
  const reserved = { bytes: 0, files: 0 };
  const all: BufferedFile[] = [];
  let bufferedBytes = 0;
  let folder: Promise<StagedFolder> | undefined;
  /** Set before the files are moved into the folder, so that `discard` deletes it if the move fails. */
  let staged: StagedFolder | undefined;
  let pack: Pack | undefined;

  function release(): void {
    for (const { chunks } of all) chunks.length = 0;
    memory.giveBack(bufferedBytes);
    bufferedBytes = 0;
  }

  /** Releases chunks that are in a file. */
  function free(): void {
    for (const { chunks } of all) freeChunks(chunks);
    release();
  }

  /** Moves the request into a folder, if it has none. */
  function useFolder(): Promise<StagedFolder> {
    folder ??= moveToFolder();
    return folder;
  }

  async function moveToFolder(): Promise<StagedFolder> {
    const to = await stageFolder(options);
    staged = to;
    for (const file of all) {
      file.open = await to.create(file.upload);
      try {
        if (file.chunks.length > 0) await file.open.write(file.chunks);
      } catch (error) {
        if (file.ended) await file.open.close();
        throw error;
      }
      // `commit` awaits the sync and throws its error.
      if (file.ended) to.end(file.open).catch(() => undefined);
    }
    free();
    return to;
  }

  function buffer(file: BufferedFile, chunks: Buffer[], bytes: number): boolean {
    if (folder || reserved.bytes > packBytes || !memory.take(bytes)) return false;
    bufferedBytes += bytes;
    file.chunks.push(...compact(chunks));
    return true;
  }

  async function openFile(file: BufferedFile): Promise<OpenFile> {
    const { create } = await useFolder();
    file.open ??= await create(file.upload);
    return file.open;
  }

  return {
    useFolder,
    /** Begins the file of one upload. The caller calls `end`, or `close` to abandon the file. */
    create: async (upload: string) => {
      space.reserveFile();
      reserved.files += 1;
      const file: BufferedFile = { upload, chunks: [], ended: false };
      all.push(file);
      return {
        /** Takes the chunks over: they are empty once they are in the file. */
        write: async (chunks: Buffer[]): Promise<void> => {
          const bytes = totalBytes(chunks);
          await space.reserve(bytes);
          reserved.bytes += bytes;
          if (buffer(file, chunks, bytes)) return;
          await (await openFile(file)).write(chunks);
          freeChunks(chunks);
        },
        close: async (): Promise<void> => {
          await folder?.catch(() => undefined);
          await file.open?.close();
        },
        /** Starts to sync and close the file; `commit` awaits the result. */
        end: async (): Promise<void> => {
          if (folder) {
            const { end } = await folder;
            await end(await openFile(file));
          } else file.ended = true;
        },
      };
    },
    /** Makes the request durable: see docs/reliability.md. */
    commit: async (spooled: readonly SpooledFile[]): Promise<Committed> => {
      if (folder || !canBePacked(spooled)) {
        const entries = toEntries(await (await useFolder()).commit(spooled), spooled);
        return { entries, together: entries.length };
      }
      const bytes = new Map(all.map(({ upload, chunks }) => [upload, chunks]));
      pack = packs.add(spooled.map((file) => ({ file, chunks: bytes.get(file.upload) ?? [] })));
      const packed = await pack.written;
      free();
      const entries = packed.filter(({ upload }) => bytes.has(upload));
      return { entries, together: packed.length };
    },
    /** Deletes everything received so far. May be repeated after a failure. */
    discard: async (): Promise<void> => {
      release();
      await pack?.remove();
      await folder?.catch(() => undefined);
      await staged?.discard();
      space.free(reserved.bytes, reserved.files);
    },
  };
}

export interface Committed {
  readonly entries: SpoolEntry[];
  /** The number of files in the folder or pack, of all its requests. */
  readonly together: number;
}

/** Files without a generation get state of their own in their folder. */
const canBePacked = (spooled: readonly SpooledFile[]): boolean =>
  spooled.length <= PACKS.requestFiles &&
  spooled.every(({ generation, parts }) => generation !== null && !parts);
