import { type Holding, isTombstone, type WordRow, wordRowsOf } from '@galeria/catalog';
import {
  originalKey,
  parseUploadKey,
  renditionKey,
  UPLOADS_PREFIX,
  uploadKey,
} from '@galeria/media';
import { inParallel, type Listed, listObjects, type Sums, shardOfUpload } from '@galeria/store';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import type { Look } from './look.ts';
import type { Shelf } from './objects.ts';
import { isYoung } from './youth.ts';

/** The sums of what belongs to items, and those of upload records, whose keys do not name the item. */
export interface AllSums {
  readonly items: Sums;
  readonly uploads: Sums;
}

/**
 * Reads the catalog, and adds up what it lets expect: each item's objects, and its rows of search,
 * which are found on the way as well. What an item's own record makes suspicious is looked at here.
 */
export async function* sumUpCatalog(access: Access, sums: AllSums): AsyncGenerator<Look> {
  for await (const page of access.catalog.walkInventory()) {
    const { holdings, words, uploads, apart } = page;
    for (const holding of holdings) expectAllOf(sums.items, holding);
    for (const row of words) sums.items.found(row.id, rowText(row));
    for (const { upload } of uploads) {
      sums.uploads.expect(shardOfUpload(upload), uploadKey(upload));
    }
    for (const id of apart) sums.items.expect(id, 'its names, which could not be told');
    const items = holdings.map(({ item }) => item);
    yield {
      seen: { items: items.length, words: words.length },
      findings: [],
      unjudged: items.filter((item) => isYoung(access, item)).length,
    };
    const overdue = items.filter((item) => isOverdue(access, item));
    for await (const findings of inParallel(PARALLEL, overdue, (item) => checkItem(access, item))) {
      yield { seen: {}, findings };
    }
  }
}

/** Adds up the objects of a sort. One under a name that no item can have is looked at here. */
export async function* sumUpObjects(
  access: Access,
  { part, bucket, prefixes, idOf, check }: Shelf,
  sums: AllSums,
): AsyncGenerator<Look> {
  for (const prefix of prefixes) {
    for await (const page of listObjects(access.s3, bucket, prefix)) {
      const findings = page.flatMap((object) => {
        const id = idOf(object.key);
        if (!id) return check(access, object, undefined);
        sums.items.found(id, objectText(object));
        return [];
      });
      yield { seen: { [part]: page.length }, findings };
    }
  }
}

/** Adds up the upload records, and reports every object beside them whose key is not valid. */
export async function* sumUpUploadRecords(access: Access, sums: AllSums): AsyncGenerator<Look> {
  for await (const page of listObjects(access.s3, access.stack.originalsBucket, UPLOADS_PREFIX)) {
    const findings: Finding[] = [];
    for (const { key } of page) {
      const upload = parseUploadKey(key);
      if (upload) sums.uploads.found(shardOfUpload(upload), key);
      else findings.push({ fault: 'upload-record-orphaned', subject: key, detail: INVALID_KEY });
    }
    yield { seen: { uploads: page.length }, findings };
  }
}

const INVALID_KEY = 'its key is not valid';

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
