import { newUploadId } from '@galeria/media';
import { PACKS } from '../limits.ts';
import type { SpoolEntry } from './entry.ts';
import { writeDurably } from './files.ts';
import type { SpoolFolders } from './folders.ts';
import { packFile } from './layout.ts';
import { type PackedFile, serialisePack } from './pack.ts';

export type PackWriter = ReturnType<typeof createPackWriter>;

/** The pack of a request. All requests of a pack are kept, or all fail. */
export interface Pack {
  /** The files of all its requests, once they are durable. */
  readonly written: Promise<readonly SpoolEntry[]>;
  /** Deletes a pack that failed. May be repeated. */
  readonly remove: () => Promise<void>;
}

/**
 * Group commit of small requests: those that arrive while packs are written share the next one, with
 * one fsync for the bytes and descriptions of all.
 */
export function createPackWriter({ files, folders, syncReady }: SpoolFolders) {
  const waiting: Filling[] = [];
  let writing = 0;

  function add(packed: readonly PackedFile[]): Pack {
    const bytes = packed.reduce((sum, { file }) => sum + file.size, 0);
    let pack = waiting.at(-1);
    if (!pack || pack.bytes + bytes > PACKS.bytes || pack.requests >= PACKS.requests) {
      pack = createFilling();
      waiting.push(pack);
    }
    pack.packed.push(...packed);
    pack.bytes += bytes;
    pack.requests += 1;
    // Requests of the same turn of the event loop share a pack.
    setImmediate(writeNext);
    return pack;
  }

  function createFilling(): Filling {
    const name = newUploadId();
    const { promise, resolve } = Promise.withResolvers<readonly SpoolEntry[]>();
    const packed: PackedFile[] = [];
    return {
      packed,
      bytes: 0,
      requests: 0,
      written: promise,
      write: () => resolve(write(name, packed)),
      remove: async () => {
        await files.remove(packFile(folders.ready, name));
        await files.remove(packFile(folders.incoming, name));
      },
    };
  }

  function writeNext(): void {
    if (writing >= PACKS.parallel) return;
    const pack = waiting.shift();
    if (!pack) return;
    writing += 1;
    pack.write();
    const next = () => {
      writing -= 1;
      writeNext();
    };
    pack.written.then(next, next);
  }

  async function write(name: string, packed: readonly PackedFile[]): Promise<SpoolEntry[]> {
    const incoming = packFile(folders.incoming, name);
    const path = packFile(folders.ready, name);
    const { chunks, entries } = serialisePack(path, packed);
    await writeDurably(files, incoming, chunks);
    // A name may appear in `ready` only after its bytes are on the medium.
    await files.rename(incoming, path);
    await syncReady();
    return entries;
  }

  return { add };
}

interface Filling extends Pack {
  readonly packed: PackedFile[];
  bytes: number;
  requests: number;
  readonly write: () => void;
}
