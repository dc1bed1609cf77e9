import { openSums } from '@galeria/store';
import type { Access } from '../access.ts';
import type { Look } from './look.ts';
import { lookAgain } from './look-again.ts';
import { shelvesOf } from './objects.ts';
import { sumUpCatalog, sumUpObjects, sumUpUploadRecords } from './sum-up.ts';

/**
 * The walks through a stack, in their order: sums of what the catalog lets expect and of what is in the
 * buckets, in one listing each; then a look, one by one, at what has to do with sums that differ.
 *
 * In requests for 1,000 items: one for their originals, one for their upload records, one for each
 * rendition of an item, and one for each MB of the catalog, twice if any sum differs. Memory is that of
 * the sums and of one page.
 */
export function walksThrough(access: Access): AsyncIterable<Look>[] {
  const sums = { items: openSums(), uploads: openSums() };
  return [
    sumUpCatalog(access, sums),
    sumUpUploadRecords(access, sums),
    ...shelvesOf(access).map((shelf) => sumUpObjects(access, shelf, sums)),
    lookAgain(access, sums),
  ];
}
