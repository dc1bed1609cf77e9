import type { Access } from '../access.ts';
import type { Look } from './look.ts';
import { lookAgain } from './look-again.ts';
import { shelvesOf } from './objects.ts';
import { sumUpCatalog, sumUpObjects } from './sum-up.ts';
import { openSums } from './sums.ts';

/**
 * The walks through a stack, in their order: sums of what the catalog lets expect and of what is in the
 * buckets, in one listing each; then a look, one by one, at what has to do with sums that differ.
 *
 * In requests for 1,000 items: one for their originals, one for each rendition of an item, and one for
 * each MB of the catalog, twice if any sum differs. Memory is that of the sums and of one page.
 */
export function walksThrough(access: Access): AsyncIterable<Look>[] {
  const sums = openSums();
  return [
    sumUpCatalog(access, sums),
    ...shelvesOf(access).map((shelf) => sumUpObjects(access, shelf, sums)),
    lookAgain(access, sums),
  ];
}
