import { unpack, zip } from '../test/document/zips.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** Whether a file starts with the signature of a zip (APPNOTE 6.3.10, 4.3.7). */
const isZip = (file: Buffer): boolean => file.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));

/** Of three packages, the number that are damaged inside. */
const INSIDE = 2;

/**
 * Damages a document. As checksums detect most faults in a zip, most packages are damaged in one part
 * and packed again, so that the parsers read the damage.
 */
export async function mutateDocument(file: Buffer, other: Buffer, random: Random): Promise<Buffer> {
  if (!isZip(file) || random.integer(3) >= INSIDE) return mutate(file, other, random);
  const parts = await unpack(file);
  const [name, part] = random.pick(Object.entries(parts));
  return zip({ ...parts, [name]: mutate(part, random.pick(Object.values(parts)), random) });
}
