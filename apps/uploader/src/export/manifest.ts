import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { ExportedAlbum, ExportedItem, MissingItem } from '@galeria/api';

const HEAD = (exportedAt: Date) =>
  `{"format":"galeria-export","version":1,"exportedAt":${JSON.stringify(exportedAt)},\n"items":[`;

/**
 * Writes a manifest in parts, one item a line, so that neither the writer nor a reader has to hold all of
 * it.
 */
export function createManifest(exportedAt: Date) {
  const missing: MissingItem[] = [];
  const albums = new Set<string>();
  let separator = '\n';

  return {
    head: HEAD(exportedAt),
    /** The albums of the items so far. */
    albums: albums as ReadonlySet<string>,
    add(item: ExportedItem): string {
      for (const { id } of item.albums ?? []) albums.add(id);
      const line = separator + JSON.stringify(item);
      separator = ',\n';
      return line;
    },
    leaveOut: (item: MissingItem): void => void missing.push(item),
    tail: (found: readonly ExportedAlbum[]): string =>
      `\n],\n"missing":${JSON.stringify(missing)},\n"albums":${JSON.stringify(found)}}\n`,
  };
}

export type Manifest = ReturnType<typeof createManifest>;

/**
 * Holds a text that is complete only at the end, compressed: a manifest is last in an archive, and takes
 * about a tenth of its size until then.
 */
export function createHeldText() {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  let size = 0;
  return {
    async add(text: string): Promise<void> {
      size += Buffer.byteLength(text);
      if (!gzip.write(text)) await once(gzip, 'drain');
    },
    /** The whole text as a stream, and its bytes. */
    async read() {
      const ended = once(gzip, 'end');
      gzip.end();
      await ended;
      return { body: Readable.from(chunks).pipe(createGunzip()), size };
    },
    /** Frees the memory of zlib. */
    close: () => void gzip.destroy(),
  };
}
