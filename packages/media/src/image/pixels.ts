import { MediaError } from '../failures.ts';
import { openPixels, openRaw, type Pixels, toPixels } from './decoder.ts';
import type { Header } from './header.ts';
import { decodeHeic } from './heic.ts';
import { carryProfile } from './profile-carrier.ts';
import { resize, type Size } from './sizes.ts';
import { rasterise } from './vector.ts';

/**
 * Decodes the file, once, straight to the largest level's size: upright and in sRGB, by the embedded
 * profile where there is one. Nothing but pixels comes out, so no metadata can reach a rendition.
 *
 * @throws MediaError
 */
export const decode = (path: string, header: Header, size: Size): Promise<Pixels> =>
  decoders[header.decoder](path, header, size);

const decoders: Record<
  Header['decoder'],
  (path: string, header: Header, size: Size) => Promise<Pixels>
> = {
  libvips: (path, _header, size) =>
    orCorrupt(toPixels(resize(openPixels(path).autoOrient(), size))),
  libheif: async (path, { raw }, size) => {
    // libheif has turned the picture already; EXIF may say so again, and is not asked.
    const decoded = await decodeHeic(path);
    const { info, data } = await resize(openRaw(decoded), size)
      .raw()
      .toBuffer({ resolveWithObject: true });
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
