import { openSums } from '@galeria/cloud';
import type { Access } from '../access.ts';
import { objectScansOf } from './object-scans.ts';
import { recheck } from './recheck.ts';
import type { ScanResult } from './scan-result.ts';
import { sumCatalog, sumObjects, sumUploadRecords } from './sums.ts';

/**
 * Returns the passes of verify, in order. One listing of the catalog and of each bucket adds up sums of
 * the expected and of the existing objects. The last pass checks everything one by one where sums
 * differ.
 *
 * Requests for 1,000 items: one for the originals, one for the upload records, one for each rendition
 * of the recipe, and one for each MB of the catalog, twice if a sum differs. Memory holds the sums and
 * one page.
 */
export function verifyPasses(access: Access): AsyncIterable<ScanResult>[] {
  const sums = { items: openSums(), uploads: openSums() };
  return [
    sumCatalog(access, sums),
    sumUploadRecords(access, sums),
    ...objectScansOf(access).map((scan) => sumObjects(access, scan, sums)),
    recheck(access, sums),
  ];
}
