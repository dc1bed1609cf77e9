import { type ItemRecord, isTombstone } from '@galeria/catalog';
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
 * The sums of the objects of items, and of upload records, whose keys do not name the item.
 */
export interface VerifySums {
  readonly items: Sums;
  readonly uploads: Sums;
}

/** Scans the catalog. Adds each item's expected objects to the sums, and checks overdue items at once. */
export async function* sumCatalog(access: Access, sums: VerifySums): AsyncGenerator<ScanResult> {
  for await (const { items, uploads } of access.catalog.scanInventory()) {
    for (const item of items) expectAllOf(sums.items, item);
    for (const { upload } of uploads) {
      sums.uploads.expect(shardOfUpload(upload), uploadKey(upload));
    }
    yield {
      seen: { items: items.length },
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

function expectAllOf(sums: Sums, item: ItemRecord): void {
  if (isTombstone(item)) return;
  const { id, kind, status, size, renditions = [] } = item;
  // The bytes of a received item are still in a spool.
  if (status !== 'received') sums.expect(id, objectText({ key: originalKey(kind, id), size }));
  for (const { name, size } of renditions) {
    sums.expect(id, objectText({ key: renditionKey(id, name), size }));
  }
}

const objectText = ({ key, size }: Pick<Listed, 'key' | 'size'>): string => `${key} ${size}`;
