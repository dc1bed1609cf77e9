import { open } from 'node:fs/promises';
import { type Cicp, primaryColour } from '../colour/heif-colour.ts';
import { limits } from '../limits.ts';
import { bodyOf } from './isobmff.ts';

/** What a file says of its picture that no decoder here hands over. */
export interface Container {
  /** Whether it is a film of pictures, of which decoders see one. */
  readonly isSequence: boolean;
  /** Colour by code points; without an ICC profile, this is all there is. */
  readonly colour?: Cicp | undefined;
  readonly hasGainMap: boolean;
}

/** ISO/IEC 23008-12, 10.2: brands of image sequences; AVIF specification, 6.2: `avis`. */
const SEQUENCE_BRANDS = ['avis', 'msf1', 'hevc', 'hevx', 'hevm', 'hevs'];

/**
 * What announces a gain map: ISO 21496-1 (its URN in a JPEG, the derived item `tmap` in HEIF), Adobe's
 * XMP namespace, which Ultra HDR took over, and Apple's auxiliary image.
 */
const JPEG_GAIN_MAPS = ['urn:iso:std:iso:ts:21496:-1', 'http://ns.adobe.com/hdr-gain-map/1.0/'];
const HEIF_GAIN_MAPS = ['tmap\0', 'urn:com:apple:photo:2020:aux:hdrgainmap'];

const names = (bytes: Buffer, words: readonly string[]): boolean =>
  words.some((word) => bytes.includes(word, 0, 'latin1'));

/** Looks at the beginning of a file, where all of this stands. */
export async function readContainer(path: string, mimeType: string): Promise<Container> {
  const head = await readHead(path, limits.headBytes);
  if (mimeType === 'image/jpeg')
    return { isSequence: false, hasGainMap: names(head, JPEG_GAIN_MAPS) };
  if (!/^image\/(?:avif|hei[cf])$/.test(mimeType)) return { isSequence: false, hasGainMap: false };
  const meta = bodyOf(head, 'meta');
  return {
    isSequence: names(bodyOf(head, 'ftyp'), SEQUENCE_BRANDS),
    colour: primaryColour(meta),
    hasGainMap: names(meta, HEIF_GAIN_MAPS),
  };
}

/** The first bytes of a file, at most so many. */
export async function readHead(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most)), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
