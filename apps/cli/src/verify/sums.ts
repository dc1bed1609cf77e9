import { isTombstone, type ScannedItem, type WordRow, wordRowsOf } from '@galeria/catalog';
import { type Listed, listObjects, type Sums, shardOfUpload } from '@galeria/cloud';
import {
  originalKey,
  parseUploadKey,
  renditionKey,
  UPLOADS_PREFIX,
  uploadKey,
} from '@galeria/media';
import { pMapIterable } from 'p-map';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { isWithinGrace } from './grace-period.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import type { ObjectScan } from './object-scans.ts';
import type { ScanResult } from './scan-result.ts';

/**
 * The sums of the objects and rows of items, and of upload records, whose keys do not name the item.
 */
export interface VerifySums {
  readonly items: Sums;
  readonly uploads: Sums;
}

/**
 * Scans the catalog. Adds each item's expected objects and search rows to the sums, together with the
 * search rows found, and checks overdue items at once.
 */
export async function* sumCatalog(access: Access, sums: VerifySums): AsyncGenerator<ScanResult> {
  for await (const page of access.catalog.scanInventory()) {
    const { items: scanned, words, uploads, incomplete } = page;
    for (const one of scanned) expectAllOf(sums.items, one);
    for (const row of words) sums.items.found(row.id, rowText(row));
    for (const { upload } of uploads) {
      sums.uploads.expect(shardOfUpload(upload), uploadKey(upload));
    }
    for (const id of incomplete) sums.items.expect(id, 'file names that the scan did not read');
    const items = scanned.map(({ item }) => item);
    yield {
      seen: { items: items.length, words: words.length },
      findings: [],
      unchecked: items.filter((item) => isWithinGrace(access, item)).length,
    };
    const overdue = items.filter((item) => isOverdue(access, item));
    for await (const findings of pMapIterable(
      overdue,
      (item) => checkItem(access, item),
      PARALLEL,
    )) {
      yield { seen: {}, findings };
    }
  }
}

/** Adds the objects of a bucket to the sums. Objects with an invalid key are checked at once. */
export async function* sumObjects(
  access: Access,
  { counter, bucket, prefixes, idOf, check }: ObjectScan,
  sums: VerifySums,
): AsyncGenerator<ScanResult> {
  for (const prefix of prefixes) {
    for await (const page of listObjects(access.s3, bucket, prefix)) {
      const findings = page.flatMap((object) => {
        const id = idOf(object.key);
        if (!id) return check(access, object, undefined);
        sums.items.found(id, objectText(object));
        return [];
      });
      yield { seen: { [counter]: page.length }, findings };
    }
  }
}

/** Adds the upload records to the sums. Objects with an invalid key are reported at once. */
export async function* sumUploadRecords(
  access: Access,
  sums: VerifySums,
): AsyncGenerator<ScanResult> {
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

const INVALID_KEY = 'the key is invalid';

function expectAllOf(sums: Sums, scanned: ScannedItem): void {
  const { item } = scanned;
  if (isTombstone(item)) return;
  const { id, kind, status, size, renditions = [] } = item;
  // The bytes of a received item are still in a spool.
  if (status !== 'received') sums.expect(id, objectText({ key: originalKey(kind, id), size }));
  for (const { name, size } of renditions) {
    sums.expect(id, objectText({ key: renditionKey(id, name), size }));
  }
  const rows = wordRowsOf(scanned);
  for (const row of rows ?? []) sums.expect(id, rowText(row));
  if (!rows) sums.expect(id, 'words missing from the list of the item');
}

const objectText = ({ key, size }: Pick<Listed, 'key' | 'size'>): string => `${key} ${size}`;

const rowText = ({ pk, sk, id, generation, words }: WordRow): string =>
  [pk, sk, id, generation, ...[...words].sort()].join(' ');
