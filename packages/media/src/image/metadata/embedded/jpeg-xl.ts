import { brotliDecompressSync } from 'node:zlib';
import { limits } from '../../limits.ts';
import { type Box, boxesIn } from '../../read/isobmff.ts';
import type { Size } from '../../render/sizes.ts';
import type { Embedded } from './blocks.ts';

const CODESTREAM = Buffer.from([0xff, 0x0a]);

/**
 * Reads a bare codestream or a container (ISO/IEC 18181-2, 9): `jxlc` or the first `jxlp` contains the
 * codestream, `Exif` an offset and the block, and `brob` another box compressed with Brotli.
 */
export function inJpegXl(head: Buffer): Embedded {
  if (CODESTREAM.equals(head.subarray(0, 2))) return { size: readSize(head) };
  let found: Embedded = {};
  for (const box of boxesIn(head)) found = { ...readBox(box), ...found };
  return found;
}

function readBox({ type, body }: Box): Embedded {
  switch (type) {
    case 'jxlc':
      return { size: readSize(body) };
    case 'jxlp':
      // Skip the sequence number of the part.
      return { size: readSize(body.subarray(4)) };
    case 'Exif':
      return body.length < 4 ? {} : { exif: [body.subarray(4 + body.readUInt32BE(0))] };
    case 'xml ':
      return { xmp: [body] };
    case 'brob':
      return readBox(unpacked(body));
    default:
      return {};
  }
}

/** Decompresses a `brob` box, unless its content is not needed or compressed twice. */
function unpacked(body: Buffer): Box {
  const type = body.toString('latin1', 0, 4);
  if (type !== 'Exif' && type !== 'xml ') return { type: '', body };
  const maxOutputLength = limits.maxPacketBytes;
  try {
    return { type, body: brotliDecompressSync(body.subarray(4), { maxOutputLength }) };
  } catch {
    return { type: '', body };
  }
}

/** ISO/IEC 18181-1, D.3 (SizeHeader): width to height; the first means an explicit width. */
const RATIOS = [undefined, [1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]] as const;

/** The required fields of both headers take at most 73 bits after the signature. */
const HEADER_BYTES = 12;

/**
 * Returns the size of a codestream with its orientation applied: ISO/IEC 18181-1, D.3 (SizeHeader) and
 * D.4 (ImageMetadata, as far as its orientation, whose values are EXIF's).
 */
function readSize(codestream: Buffer): Size | undefined {
  if (!CODESTREAM.equals(codestream.subarray(0, 2))) return undefined;
  const { take, isShort } = bitsOf(codestream.subarray(2, HEADER_BYTES));
  const isSmall = take(1) === 1;
  const side = () => (isSmall ? 8 * (1 + take(5)) : 1 + take(sideBits(take(2))));
  const height = side();
  const ratio = RATIOS[take(3)];
  const width = ratio ? Math.floor((height * ratio[0]) / ratio[1]) : side();
  const isAllDefault = take(1) === 1;
  const orientation = !isAllDefault && take(1) === 1 ? 1 + take(3) : 1;
  if (isShort()) return undefined;
  return orientation > 4 ? { width: height, height: width } : { width, height };
}

/** Returns the number of bits of a side: a choice of two bits (D.3). */
function sideBits(choice: number): number {
  if (choice === 0) return 9;
  if (choice === 1) return 13;
  return choice === 2 ? 18 : 30;
}

/** Returns a bit reader, least significant bit first (ISO/IEC 18181-1, B.2). */
function bitsOf(bytes: Buffer) {
  let bits = BigInt(`0x00${Buffer.from(bytes).reverse().toString('hex')}`);
  let left = 8 * bytes.length;
  const take = (count: number): number => {
    const value = Number(BigInt.asUintN(count, bits));
    bits >>= BigInt(count);
    left -= count;
    return value;
  };
  return { take, isShort: () => left < 0 };
}
