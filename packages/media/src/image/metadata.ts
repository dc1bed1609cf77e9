import type { Json } from '../kind.ts';
import { readExif } from './exif/index.ts';
import type { Header } from './header.ts';

/**
 * What a picture says of itself, as plain JSON; a field is absent where nothing is known.
 *
 * `width` and `height` are pixels as shown, `orientation` is EXIF's value before it was applied,
 * `colourSpace` is the file's own (renditions are sRGB), `pages` counts frames or pages where there
 * is more than one, `thumbhash` is base64. The rest comes from EXIF.
 */
export function describe(header: Header, thumbhash: string): Record<string, Json> {
  const { raw, size, mimeType } = header;
  const animated = raw.delay !== undefined && (raw.pages ?? 1) > 1;
  return {
    format: mimeType.replace('image/', ''),
    width: size.width,
    height: size.height,
    colourSpace: raw.space,
    hasAlpha: raw.hasAlpha,
    ...(raw.bitsPerSample !== undefined && { bitsPerSample: raw.bitsPerSample }),
    ...(raw.pages !== undefined && raw.pages > 1 && { pages: raw.pages }),
    ...(animated && { animated }),
    ...(raw.orientation !== undefined && { orientation: raw.orientation }),
    thumbhash,
    ...(raw.exif && readExif(raw.exif)),
  };
}
