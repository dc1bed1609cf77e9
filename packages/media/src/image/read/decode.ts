import { readFile } from 'node:fs/promises';
import { MediaError } from '../../failures.ts';
import { bt2020 } from '../colour/bt2020-profile.ts';
import { hdrOf } from '../colour/hdr.ts';
import { carryProfile, displayP3 } from '../colour/profile-carrier.ts';
import { resize, type Size } from '../render/sizes.ts';
import { areGifBlocksWhole } from './gif-blocks.ts';
import type { Header } from './header.ts';
import { decodeHeic } from './heic.ts';
import { openPixels, openRaw, type Pixels, release, toPixels } from './sharp.ts';
import { rasterise } from './vector.ts';

/**
 * Decodes the file, once, straight to the largest level's size: upright and in sRGB, by the embedded
 * profile where there is one. Nothing but pixels comes out, so no metadata can reach a rendition.
 *
 * @throws MediaError
 */
export async function decode(path: string, header: Header, size: Size): Promise<Pixels> {
  const pixels = await decoders[header.decoder](path, header, size);
  const profile = await namedProfile(header);
  return profile ? orCorrupt(toPixels(openPixels(carryProfile(pixels, profile)))) : pixels;
}

/**
 * The profile that a file without one names by its primaries, as decoders leave such colours as they
 * are. ISO/IEC 23091-2, 8.1: 9 is ITU-R BT.2020, 12 Display P3 (SMPTE EG 432-1). What PQ and HLG would
 * need is more than other primaries.
 */
function namedProfile({ raw, container }: Header) {
  const { colour } = container;
  if (raw.icc !== undefined || colour === undefined || isCodedAsHdr(container)) return undefined;
  if (colour.primaries === 9) return bt2020(colour);
  return colour.primaries === 12 ? displayP3() : undefined;
}

const isCodedAsHdr = (container: Header['container']): boolean =>
  !['gain-map', undefined].includes(hdrOf(container));

/**
 * Of all the resizing, that of the whole original is what costs. The narrower kernel has two thirds of
 * the taps of Lanczos3, and what comes out differs from that by much less than what any encoding loses
 * (51 dB at least, where JPEG keeps some 40).
 */
const FROM_ORIGINAL = 'lanczos2';

const decoders: Record<
  Header['decoder'],
  (path: string, header: Header, size: Size) => Promise<Pixels>
> = {
  libvips: async (path, { mimeType }, size) => {
    // libvips shows what it has of a GIF that was cut off, and the frame before for what it has not.
    if (mimeType === 'image/gif' && !areGifBlocksWhole(await readFile(path))) {
      throw new MediaError('corrupt', { detail: 'it ends early' });
    }
    return orCorrupt(toPixels(resize(openPixels(path).autoOrient(), size, FROM_ORIGINAL)));
  },
  libheif: async (path, { raw }, size) => {
    // libheif has turned the picture already; EXIF may say so again, and is not asked.
    const decoded = await decodeHeic(path);
    const { info, data } = await resize(openRaw(decoded), size, FROM_ORIGINAL)
      .raw()
      .toBuffer({ resolveWithObject: true });
    release(decoded);
    const small: Pixels = { ...size, channels: info.channels as 3 | 4, data };
    return raw.icc ? orCorrupt(toPixels(openPixels(carryProfile(small, raw.icc)))) : small;
  },
  librsvg: (path, header, size) => orCorrupt(rasterise(path, header.size, size)),
};

/** Whatever a decoder throws at bytes that were fetched whole is the file's fault. */
async function orCorrupt<Result>(decoding: Promise<Result>): Promise<Result> {
  try {
    return await decoding;
  } catch (cause) {
    if (cause instanceof MediaError) throw cause;
    throw new MediaError('corrupt', { detail: 'its pixels cannot be decoded', cause });
  }
}
