import type { Rendition as Shown, Source } from '@galeria/api';

type Picture = Shown & { readonly width: number };

/** In order of preference: a browser uses the first format that it supports. */
const FORMATS = ['image/avif', 'image/webp', 'image/jpeg'];

/** Squares are cropped, so they are not a size of the same picture. */
const isWhole = ({ name }: Shown): boolean => !name.includes('-square.');

const isPicture = (rendition: Shown): rendition is Picture => rendition.width !== undefined;

/**
 * Builds the sources of a `<picture>` element from uncropped renditions: one for each format.
 *
 * @see https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
 */
export function sourcesOf(renditions: readonly Shown[]): Source[] {
  const pictures = renditions.filter(isPicture).filter(isWhole);
  return FORMATS.flatMap((type) => {
    const ofType = pictures
      .filter(({ mimeType }) => mimeType === type)
      .sort((one, other) => one.width - other.width);
    const widest = ofType.at(-1);
    if (!widest) return [];
    const { width } = widest;
    const srcset = ofType.map(({ url, width }) => `${url} ${width}w`).join(', ');
    // Fill the viewport, up to the width of the widest rendition.
    return [{ type, srcset, sizes: `(max-width: ${width}px) 100vw, ${width}px`, width }];
  });
}
