import { type Holding, isTombstone, type WordRow, wordRowsOf } from '@galeria/catalog';
import { originalKey, renditionKey } from '@galeria/media';
import type { Access } from '../access.ts';
import { inParallel } from './in-parallel.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import { type Listed, listObjects } from './list-objects.ts';
import type { Look } from './look.ts';
import type { Shelf } from './objects.ts';
import type { Sums } from './sums.ts';

/**
 * Reads the catalog, and adds up what it lets expect: each item's objects, and its rows of search,
 * which are found on the way as well. What an item's own record makes suspicious is looked at here.
 */
export async function* sumUpCatalog(access: Access, sums: Sums): AsyncGenerator<Look> {
  for await (const { holdings, words, apart } of access.catalog.walkInventory()) {
    for (const holding of holdings) expectAllOf(sums, holding);
    for (const row of words) sums.found(row.id, rowText(row));
    for (const id of apart) sums.expect(id, 'its names, which could not be told');
    yield { seen: { items: holdings.length, words: words.length }, findings: [] };
    const overdue = holdings.map(({ item }) => item).filter((item) => isOverdue(access, item));
    for await (const findings of inParallel(PARALLEL, overdue, (item) => checkItem(access, item))) {
      yield { seen: {}, findings };
    }
  }
}

/** Adds up the objects of a sort. One under a name that no item can have is looked at here. */
export async function* sumUpObjects(
  access: Access,
  { part, bucket, prefixes, idOf, check }: Shelf,
  sums: Sums,
): AsyncGenerator<Look> {
  for (const prefix of prefixes) {
    for await (const page of listObjects(access.s3, bucket, prefix)) {
      const findings = page.flatMap((object) => {
        const id = idOf(object.key);
        if (!id) return check(access, object, undefined);
        sums.found(id, objectText(object));
        return [];
      });
      yield { seen: { [part]: page.length }, findings };
    }
  }
}

function expectAllOf(sums: Sums, holding: Holding): void {
  const { item } = holding;
  if (isTombstone(item)) return;
  const { id, kind, status, size, renditions = [] } = item;
  // Until it is stored, its bytes are in a spool.
  if (status !== 'received') sums.expect(id, objectText({ key: originalKey(kind, id), size }));
  for (const { name, size } of renditions) {
    sums.expect(id, objectText({ key: renditionKey(id, name), size }));
  }
  const rows = wordRowsOf(holding);
  for (const row of rows ?? []) sums.expect(id, rowText(row));
  if (!rows) sums.expect(id, 'words that its own list lacks');
}

const objectText = ({ key, size }: Pick<Listed, 'key' | 'size'>): string => `${key} ${size}`;

const rowText = ({ pk, sk, id, generation, words }: WordRow): string =>
  [pk, sk, id, generation, ...[...words].sort()].join(' ');
