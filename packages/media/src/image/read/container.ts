import { readHead } from '../../read-head.ts';
import { type Cicp, primaryColour } from '../colour/heif-colour.ts';
import { pngColour } from '../colour/png-colour.ts';
import { limits } from '../limits.ts';
import { withParts } from './file-parts.ts';
import { bodyOf } from './isobmff.ts';
import { pngChunks } from './png-chunks.ts';

/** The properties of a file's container that the decoders do not return. */
export interface Container {
  /** Whether it is an image sequence, of which decoders return the first image. */
  readonly isSequence: boolean;
  /** Colour code points, used if there is no ICC profile. */
  readonly colour?: Cicp | undefined;
  /** The profile of a PNG without an embedded one. */
  readonly profile?: Uint8Array | undefined;
  readonly hasGainMap: boolean;
}

/** ISO/IEC 23008-12, 10.2: brands of image sequences; AVIF specification, 6.2: `avis`. */
const SEQUENCE_BRANDS = ['avis', 'msf1', 'hevc', 'hevx', 'hevm', 'hevs'];

/**
 * Markers of a gain map: ISO 21496-1 (its URN in a JPEG, the derived item `tmap` in HEIF), Adobe's XMP
 * namespace, which Ultra HDR uses, and Apple's auxiliary image.
 */
const JPEG_GAIN_MAPS = ['urn:iso:std:iso:ts:21496:-1', 'http://ns.adobe.com/hdr-gain-map/1.0/'];
const HEIF_GAIN_MAPS = ['tmap\0', 'urn:com:apple:photo:2020:aux:hdrgainmap'];

const names = (bytes: Buffer, words: readonly string[]): boolean =>
  words.some((word) => bytes.includes(word, 0, 'latin1'));

/** Reads the properties from the beginning of a file. */
export async function readContainer(path: string, mimeType: string): Promise<Container> {
  if (/^image\/a?png$/.test(mimeType)) {
    const chunks = withParts(path, (parts) => [...pngChunks(parts)]);
    return { isSequence: false, hasGainMap: false, ...pngColour(chunks) };
  }
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
