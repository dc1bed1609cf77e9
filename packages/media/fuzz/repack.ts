import { unpack, zip } from '../test/document/zips.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** What a zip begins with: APPNOTE 6.3.10, 4.3.7. */
const isZip = (file: Buffer): boolean => file.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));

/** How many of three damaged packages are damaged inside. */
const INSIDE = 2;

/**
 * Damages a document. Nearly every fault in a zip is found by its checksums, so most of the packages are
 * damaged in one part alone and packed anew, and their parsers get to see it.
 */
export async function mutateDocument(file: Buffer, other: Buffer, random: Random): Promise<Buffer> {
  if (!isZip(file) || random.integer(3) >= INSIDE) return mutate(file, other, random);
  const parts = await unpack(file);
  const name = random.pick(Object.keys(parts));
  return zip({ ...parts, [name]: mutate(parts[name]!, random.pick(Object.values(parts)), random) });
}
