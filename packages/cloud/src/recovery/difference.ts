import { isTombstone } from '@galeria/catalog';
import {
  kinds,
  originalKey,
  originalPrefix,
  parseOriginalKey,
  parseUploadKey,
  UPLOADS_PREFIX,
} from '@galeria/media';
import type { OriginalRef } from '../dispatch.ts';
import { listObjects } from '../list-objects.ts';
import type { RecoveryTools } from './recover.ts';
import { openSums, type Sums, shardOfUpload } from './sums.ts';

type Place = Pick<RecoveryTools, 's3' | 'originalsBucket'>;

/** How many of each the comparison read. */
export interface Sizes {
  readonly items: number;
  readonly originals: number;
  readonly uploadRecords: number;
}

export interface Difference {
  readonly items: Sums;
  readonly uploads: Sums;
  readonly sizes: Sizes;
}

/** Compares the catalog with the originals bucket by set hashes: one read of each, 2 MiB of memory. */
export async function differenceOf(
  tools: Place & Pick<RecoveryTools, 'catalog'>,
  signal: AbortSignal,
): Promise<Difference> {
  const sums = { items: openSums(), uploads: openSums() };
  const sizes = { items: 0, originals: 0, uploadRecords: 0 };
  for await (const { items, uploads } of tools.catalog.scanInventory()) {
    signal.throwIfAborted();
    sizes.items += items.length;
    for (const item of items) {
      if (!isTombstone(item) && item.status !== 'received') sums.items.expect(item.id, keyOf(item));
    }
    for (const { upload } of uploads) sums.uploads.expect(shardOfUpload(upload), upload);
  }
  for await (const uploads of pagesOfUploads(tools, signal)) {
    sizes.uploadRecords += uploads.length;
    for (const upload of uploads) sums.uploads.found(shardOfUpload(upload), upload);
  }
  for await (const originals of pagesOfOriginals(tools, signal)) {
    sizes.originals += originals.length;
    for (const original of originals) sums.items.found(original.id, keyOf(original));
  }
  return { ...sums, sizes };
}

const keyOf = ({ kind, id }: OriginalRef): string => originalKey(kind, id);

/** Lists the uploads that have a record beside the originals, in pages of up to 1,000. */
export async function* pagesOfUploads({ s3, originalsBucket }: Place, signal: AbortSignal) {
  for await (const page of listObjects(s3, originalsBucket, UPLOADS_PREFIX)) {
    signal.throwIfAborted();
    yield page.map(({ key }) => parseUploadKey(key)).filter((upload) => upload !== undefined);
  }
}

export type StoredOriginal = OriginalRef & { readonly size: number };

/** Lists the originals of every kind, in pages of up to 1,000. */
export async function* pagesOfOriginals(
  { s3, originalsBucket }: Place,
  signal: AbortSignal,
): AsyncGenerator<StoredOriginal[]> {
  for (const { name } of kinds) {
    for await (const page of listObjects(s3, originalsBucket, originalPrefix(name))) {
      signal.throwIfAborted();
      yield page.flatMap(({ key, size }) => {
        const original = parseOriginalKey(key);
        return original ? [{ ...original, size }] : [];
      });
    }
  }
}
