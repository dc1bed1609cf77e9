import type { WordRow } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { Access } from '../access.ts';
import { inParallel } from './in-parallel.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import { type Listed, listObjects } from './list-objects.ts';
import type { Look } from './look.ts';
import { type Shelf, shelvesOf } from './objects.ts';
import type { Sums } from './sums.ts';
import { checkWordRows } from './words.ts';

/** Rows of search whose items are read together: an item's are far apart in the table. */
const ROWS = 100;

/**
 * Looks one by one at what has to do with items whose sums differ: because something is wrong with one
 * of them, or because one changed while the sums were made.
 */
export async function* lookAgain(access: Access, sums: Sums): AsyncGenerator<Look> {
  const beginnings = sums.differing();
  if (beginnings.length === 0) return;
  yield* inCatalog(access, sums);
  for (const shelf of shelvesOf(access)) {
    yield* inParallel(PARALLEL, beginnings, (beginning) => checkObjects(access, shelf, beginning));
  }
}

async function* inCatalog(access: Access, sums: Sums): AsyncGenerator<Look> {
  const rows: WordRow[] = [];
  const checkRows = async (): Promise<Look> => {
    const some = rows.splice(0);
    return { seen: { again: some.length }, findings: await checkWordRows(access, some) };
  };
  for await (const { holdings, words } of access.catalog.walkInventory()) {
    const items = holdings
      .map(({ item }) => item)
      // What is overdue was looked at by itself.
      .filter((item) => sums.differ(item.id) && !isOverdue(access, item));
    for await (const findings of inParallel(PARALLEL, items, (item) => checkItem(access, item))) {
      yield { seen: { again: 1 }, findings };
    }
    rows.push(...words.filter(({ id }) => sums.differ(id)));
    if (rows.length >= ROWS) yield await checkRows();
  }
  yield await checkRows();
}

async function checkObjects(
  access: Access,
  { bucket, prefixes, idOf, check }: Shelf,
  beginning: string,
): Promise<Look> {
  const known: { id: MediaId; object: Listed }[] = [];
  for (const prefix of prefixes) {
    for await (const page of listObjects(access.s3, bucket, prefix + beginning)) {
      for (const object of page) {
        const id = idOf(object.key);
        if (id) known.push({ id, object });
      }
    }
  }
  const items = await access.catalog.readItems(known.map(({ id }) => id));
  const findings = known.flatMap(({ id, object }) => check(access, object, items.get(id)));
  return { seen: { again: known.length }, findings };
}
