import { open } from 'node:fs/promises';
import { limits } from '../limits.ts';
import type { Embedded } from './embedded/blocks.ts';
import { openTiff, readDirectory } from './exif/tiff-reader.ts';

/** Formats based on TIFF, whose file is an EXIF block itself. */
const TIFF_BASED = [
  'image/tiff',
  'image/x-adobe-dng',
  'image/x-canon-cr2',
  'image/x-dcraw',
  'image/x-nikon-nef',
  'image/x-olympus-orf',
  'image/x-panasonic-rw2',
  'image/x-sony-arw',
];

/** TIFF's signatures, which Olympus (`IIRO`, `IIRS`) and Panasonic (`IIU`) replace. */
const SIGNATURES = { little: Buffer.from('II*\0', 'latin1'), big: Buffer.from('MM\0*', 'latin1') };

/** Reads the EXIF block of a TIFF-based file up to a limit. Undefined for other formats. */
export async function tiffBlock(path: string, mimeType: string): Promise<Buffer | undefined> {
  if (!TIFF_BASED.includes(mimeType)) return undefined;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const block = Buffer.alloc(Math.min(size, limits.tiffBytes));
    await file.read(block, 0, block.length, 0);
    const isLittleEndian = block.toString('latin1', 0, 2) === 'II';
    (isLittleEndian ? SIGNATURES.little : SIGNATURES.big).copy(block);
    return block;
  } finally {
    await file.close();
  }
}

/** XMP specification, part 3, 1.1.8; TIFF/EP: IPTC-NAA. */
const packetTags = { xmp: 0x02bc, iptc: 0x83bb } as const;
const wantedPackets: ReadonlySet<number> = new Set(Object.values(packetTags));

/** Returns the XMP and IPTC of a TIFF-based file. */
export function packetsIn(block: Buffer): Pick<Embedded, 'xmp' | 'iptc'> {
  const tiff = openTiff(block);
  if (!tiff) return {};
  const entries = readDirectory(tiff, tiff.firstDirectory, wantedPackets, limits.maxPacketBytes);
  const find = (tag: number) => entries.find((entry) => entry.tag === tag)?.value;
  const [xmp, iptc] = [find(packetTags.xmp), find(packetTags.iptc)];
  return { ...(xmp && { xmp: [Buffer.from(xmp)] }), ...(iptc && { iptc: Buffer.from(iptc) }) };
}
