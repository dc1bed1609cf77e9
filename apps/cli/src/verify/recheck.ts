import type { UploadRowRef, WordRow } from '@galeria/catalog';
import { type MediaId, parseUploadKey, UPLOADS_PREFIX } from '@galeria/media';
import { inParallel, type Listed, listObjects, shardOfUpload } from '@galeria/store';
import type { Access } from '../access.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import type { Look } from './look.ts';
import { type Shelf, shelvesOf } from './objects.ts';
import type { AllSums } from './sum-up.ts';
import { checkUploadRecords, checkUploadRows } from './upload-records.ts';
import { checkWordRows } from './words.ts';
import { isYoung } from './youth.ts';

/** Rows whose items are read together: an item's are far apart in the table. */
const ROWS = 100;

/**
 * Looks one by one at what has to do with items whose sums differ: because something is wrong with one
 * of them, or because one changed while the sums were made. Upload records come first: what `--repair`
 * brings back by them is no longer missing afterwards.
 */
export async function* lookAgain(access: Access, sums: AllSums): AsyncGenerator<Look> {
  const beginnings = sums.items.differing();
  const uploadsDiffer = sums.uploads.differing().length > 0;
  if (uploadsDiffer) yield* amongUploadRecords(access, sums);
  if (uploadsDiffer || beginnings.length > 0) yield* inCatalog(access, sums);
  for (const shelf of shelvesOf(access)) {
    yield* inParallel(PARALLEL, beginnings, (beginning) => checkObjects(access, shelf, beginning));
  }
}

async function* amongUploadRecords(access: Access, { uploads }: AllSums): AsyncGenerator<Look> {
  for await (const page of listObjects(access.s3, access.stack.originalsBucket, UPLOADS_PREFIX)) {
    const some = page.filter(({ key }) => {
      const upload = parseUploadKey(key);
      return upload !== undefined && uploads.differ(shardOfUpload(upload));
    });
    yield await checkUploadRecords(access, some);
  }
}

async function* inCatalog(access: Access, sums: AllSums): AsyncGenerator<Look> {
  const rows: WordRow[] = [];
  const uploadRows: UploadRowRef[] = [];
  const checkRows = async (): Promise<Look> => {
    const some = rows.splice(0);
    return { seen: { again: some.length }, findings: await checkWordRows(access, some) };
  };
  for await (const { holdings, words, uploads } of access.catalog.walkInventory()) {
    const items = holdings
      .map(({ item }) => item)
      // What is overdue was looked at by itself.
      .filter((item) => sums.items.differ(item.id) && !isOverdue(access, item));
    for await (const findings of inParallel(PARALLEL, items, (item) => checkItem(access, item))) {
      yield { seen: { again: 1 }, findings };
    }
    rows.push(...words.filter(({ id }) => sums.items.differ(id)));
    if (rows.length >= ROWS) yield await checkRows();
    uploadRows.push(...uploads.filter(({ upload }) => sums.uploads.differ(shardOfUpload(upload))));
    if (uploadRows.length >= ROWS) yield await checkUploadRows(access, uploadRows.splice(0));
  }
  yield await checkRows();
  yield await checkUploadRows(access, uploadRows);
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
  const unjudged = known.filter(({ id, object }) => {
    const item = items.get(id);
    // An item that changed lately was counted by itself.
    return object.modified > access.before && !(item && isYoung(access, item));
  }).length;
  return { seen: { again: known.length }, findings, unjudged };
}
