import type { AnyMetadata, MediaSummary, Rendition } from '@galeria/api/client';

/** The note of a document without a page or cover picture. */
export const NO_PICTURE = 'picture-missing';

type Picture = Rendition & { readonly width: number; readonly height: number };

const isPicture = (rendition: Rendition): rendition is Picture =>
  rendition.width !== undefined && rendition.height !== undefined;

const isSquare = ({ name }: Rendition): boolean => name.includes('square');

/**
 * Returns the image for browsers without support for the `sources`: the largest JPEG, or the largest
 * image.
 */
export function fallbackImageOf(renditions: readonly Rendition[]): Picture | undefined {
  const whole = renditions.filter(isPicture).filter((rendition) => !isSquare(rendition));
  const jpegs = whole.filter(({ mimeType }) => mimeType === 'image/jpeg');
  return (jpegs.length > 0 ? jpegs : whole).toSorted((one, other) => other.width - one.width)[0];
}

export const squareThumbnailOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(isSquare);

/** Returns the audio rendition. */
export const audioOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ mimeType }) => mimeType.startsWith('audio/'));

/** Returns the plain text of a document. */
export const plainTextOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ mimeType }) => mimeType.startsWith('text/plain'));

/** Returns the waveform image. It has a size only if the item has no cover. */
export const waveformOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ name }) => /^waveform\..*\.webp$/.test(name));

/** Returns the size of the picture shown for an item: its own, or that of its first page or cover. */
export const displaySizeOf = ({
  metadata,
  renditions,
}: Pick<MediaSummary, 'metadata' | 'renditions'>) =>
  metadata.width ? metadata : (fallbackImageOf(renditions) ?? {});

/** Limits of a tile's aspect ratio. Pictures beyond them are cropped. */
const MIN_RATIO = 0.6;
const MAX_RATIO = 2.4;

/** Returns the aspect ratio of a tile (width / height), or 1 if the size is unknown. */
export function aspectRatioOf({ width, height }: Pick<AnyMetadata, 'width' | 'height'>): number {
  if (!width || !height) return 1;
  return Math.min(MAX_RATIO, Math.max(MIN_RATIO, width / height));
}
