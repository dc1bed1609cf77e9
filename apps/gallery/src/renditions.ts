import type { Metadata, Rendition } from './api/types.ts';

/** One `<source>` of a `<picture>`: a browser takes the first whose type and media it likes. */
export interface Source {
  readonly type: string;
  readonly srcset: string;
  /** The widest of its renditions, in pixels. */
  readonly width: number;
}

/** Smallest files first. */
const PREFERRED = ['image/avif', 'image/webp', 'image/jpeg'];

type Picture = Rendition & { readonly width: number; readonly height: number };

const isPicture = (rendition: Rendition): rendition is Picture =>
  rendition.width !== undefined && rendition.height !== undefined;

const isSquare = ({ name }: Rendition): boolean => name.includes('square');

/** What is whole of a picture, as sources in the order in which a browser should want them. */
export function sourcesOf(renditions: readonly Rendition[]): Source[] {
  return PREFERRED.flatMap((type) => {
    const ofType = renditions
      .filter(isPicture)
      .filter((rendition) => rendition.mimeType === type && !isSquare(rendition))
      .sort((one, other) => one.width - other.width);
    const srcset = ofType.map(({ url, width }) => `${url} ${width}w`).join(', ');
    return ofType.length === 0 ? [] : [{ type, srcset, width: ofType.at(-1)!.width }];
  });
}

/** What every browser can show: the largest JPEG, or the largest there is. */
export function fallbackOf(renditions: readonly Rendition[]): Picture | undefined {
  const whole = renditions.filter(isPicture).filter((rendition) => !isSquare(rendition));
  const jpegs = whole.filter(({ mimeType }) => mimeType === 'image/jpeg');
  return (jpegs.length > 0 ? jpegs : whole).toSorted((one, other) => other.width - one.width)[0];
}

export const squareOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(isSquare);

/** Very long and very wide pictures get a tile that can still be seen, and are cropped in it. */
const MIN_RATIO = 0.6;
const MAX_RATIO = 2.4;

/** Width over height of a picture's tile; a square where nothing is known. */
export function ratioOf({ width, height }: Pick<Metadata, 'width' | 'height'>): number {
  if (!width || !height) return 1;
  return Math.min(MAX_RATIO, Math.max(MIN_RATIO, width / height));
}
