import type { Rendition as Shown, Source } from '@galeria/api';

type Picture = Shown & { readonly width: number };

/** In the order in which a browser should want them: it takes the first that it knows. */
const FORMATS = ['image/avif', 'image/webp', 'image/jpeg'];

/** A square is cut: no other size of the same picture. */
const isWhole = ({ name }: Shown): boolean => !name.includes('-square.');

const isPicture = (rendition: Shown): rendition is Picture => rendition.width !== undefined;

/**
 * What is whole of a picture, as a page puts it into `<picture>`: one source for each format.
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
    // As large as there is room for, and no larger than it is.
    return [{ type, srcset, sizes: `(max-width: ${width}px) 100vw, ${width}px`, width }];
  });
}
