import type { Readable } from 'node:stream';
import type { ExportedAlbum, MissingItem } from '@galeria/api';
import { type createPaths, MANIFEST_NAME, writeSidecar } from '@galeria/api/export';
import type { MediaItem } from '@galeria/catalog';
import { describeItem } from './describe.ts';
import { createHeldText, type Manifest } from './manifest.ts';
import type { Selected } from './select.ts';
import type { ZipEntry } from './zip.ts';

export interface ArchiveOptions {
  readonly selected: AsyncIterable<Selected>;
  readonly paths: ReturnType<typeof createPaths>;
  readonly manifest: Manifest;
  /** Opens the original of an item; undefined if it was deleted. */
  readonly open: (item: MediaItem) => Promise<Readable | undefined>;
  /** The albums of the manifest, when all items are in it. */
  readonly albums: () => Promise<readonly ExportedAlbum[]>;
}

/**
 * The entries of an archive: originals, each followed by its sidecar, and the manifest at the end. An
 * original is opened when its turn comes.
 */
export async function* archiveEntries(options: ArchiveOptions): AsyncGenerator<ZipEntry> {
  const { selected, paths, manifest, open, albums } = options;
  const held = createHeldText();
  try {
    await held.add(manifest.head);
    for await (const one of selected) {
      const body = 'item' in one ? await open(one.item) : undefined;
      if (!('item' in one) || !body) {
        manifest.leaveOut('item' in one ? deleted(one.item) : one.missing);
        continue;
      }
      const described = describeItem(one.item, paths);
      const { path, sidecar, size, date, createdAt } = described;
      yield { name: path, modified: new Date(date), size, body };
      await held.add(manifest.add(described));
      if (sidecar === undefined) continue;
      yield textEntry(sidecar, new Date(createdAt), writeSidecar(described));
    }
    await held.add(manifest.tail(await albums()));
    const { body, size } = await held.read();
    yield { name: MANIFEST_NAME, modified: new Date(), size, body };
  } finally {
    held.close();
  }
}

/** The text of a manifest without its archive. */
export async function* manifestText(options: Omit<ArchiveOptions, 'open'>): AsyncGenerator<string> {
  const { selected, paths, manifest, albums } = options;
  yield manifest.head;
  for await (const one of selected) {
    if ('item' in one) yield manifest.add(describeItem(one.item, paths));
    else manifest.leaveOut(one.missing);
  }
  yield manifest.tail(await albums());
}

const deleted = ({ id }: MediaItem): MissingItem => ({ id, reason: 'deleted' });

function textEntry(name: string, modified: Date, text: string): ZipEntry {
  const bytes = Buffer.from(text);
  const body = (async function* () {
    yield bytes;
  })();
  return { name, modified, size: bytes.length, body };
}
