import type { UploadRowRef } from '@galeria/catalog';
import { type Listed, listObjects, shardOfUpload } from '@galeria/cloud';
import { type MediaId, parseUploadKey, UPLOADS_PREFIX } from '@galeria/media';
import { pMapIterable } from 'p-map';
import type { Access } from '../access.ts';
import { isWithinGrace } from './grace-period.ts';
import { checkItem, isOverdue, PARALLEL } from './items.ts';
import { type ObjectScan, objectScansOf } from './object-scans.ts';
import type { ScanResult } from './scan-result.ts';
import type { VerifySums } from './sums.ts';
import { checkUploadRecords, checkUploadRows } from './upload-records.ts';

/** Rows whose items are read in one batch. */
const ROWS = 100;

/**
 * Checks the items in buckets whose sums differ one by one. A sum differs if something is wrong or if
 * an item changed during the scan. Upload records come first, so that items which `--repair` recovers
 * from them are not reported as missing.
 */
export async function* recheck(access: Access, sums: VerifySums): AsyncGenerator<ScanResult> {
  const idPrefixes = sums.items.differing();
  const uploadsDiffer = sums.uploads.differing().length > 0;
  if (uploadsDiffer) yield* recheckUploadRecords(access, sums);
  if (uploadsDiffer || idPrefixes.length > 0) yield* recheckCatalog(access, sums);
  for (const scan of objectScansOf(access)) {
    yield* pMapIterable(idPrefixes, (idPrefix) => checkObjects(access, scan, idPrefix), PARALLEL);
  }
}

async function* recheckUploadRecords(
  access: Access,
  { uploads }: VerifySums,
): AsyncGenerator<ScanResult> {
  for await (const page of listObjects(access.s3, access.stack.originalsBucket, UPLOADS_PREFIX)) {
    const some = page.filter(({ key }) => {
      const upload = parseUploadKey(key);
      return upload !== undefined && uploads.differ(shardOfUpload(upload));
    });
    yield await checkUploadRecords(access, some);
  }
}

async function* recheckCatalog(access: Access, sums: VerifySums): AsyncGenerator<ScanResult> {
  const rows: UploadRowRef[] = [];
  for await (const page of access.catalog.scanInventory()) {
    // Overdue items were checked in the first pass.
    const items = page.items.filter(
      (item) => sums.items.differ(item.id) && !isOverdue(access, item),
    );
    for await (const findings of pMapIterable(items, (item) => checkItem(access, item), PARALLEL)) {
      yield { seen: { rechecked: 1 }, findings };
    }
    rows.push(...page.uploads.filter(({ upload }) => sums.uploads.differ(shardOfUpload(upload))));
    if (rows.length >= ROWS) yield await checkUploadRows(access, rows.splice(0));
  }
  yield await checkUploadRows(access, rows);
}

async function checkObjects(
  access: Access,
  { bucket, prefixes, idOf, check }: ObjectScan,
  idPrefix: string,
): Promise<ScanResult> {
  const known: { id: MediaId; object: Listed }[] = [];
  for (const prefix of prefixes) {
    for await (const page of listObjects(access.s3, bucket, prefix + idPrefix)) {
      for (const object of page) {
        const id = idOf(object.key);
        if (id) known.push({ id, object });
      }
    }
  }
  const items = await access.catalog.readItems(known.map(({ id }) => id));
  const findings = known.flatMap(({ id, object }) => check(access, object, items.get(id)));
  const unchecked = known.filter(({ id, object }) => {
    const item = items.get(id);
    // An item that changed within the grace period is already counted.
    return object.modified > access.before && !(item && isWithinGrace(access, item));
  }).length;
  return { seen: { rechecked: known.length }, findings, unchecked };
}
