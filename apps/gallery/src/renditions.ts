import type { AnyMetadata, MediaSummary, Rendition } from '@galeria/api/client';

/** The note of a document that was read and has no picture: most of them have none. */
export const NOTHING_TO_SHOW = 'picture-missing';

type Picture = Rendition & { readonly width: number; readonly height: number };

const isPicture = (rendition: Rendition): rendition is Picture =>
  rendition.width !== undefined && rendition.height !== undefined;

const isSquare = ({ name }: Rendition): boolean => name.includes('square');

/** What every browser can show: the largest JPEG, or the largest there is. */
export function fallbackOf(renditions: readonly Rendition[]): Picture | undefined {
  const whole = renditions.filter(isPicture).filter((rendition) => !isSquare(rendition));
  const jpegs = whole.filter(({ mimeType }) => mimeType === 'image/jpeg');
  return (jpegs.length > 0 ? jpegs : whole).toSorted((one, other) => other.width - one.width)[0];
}

export const squareOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(isSquare);

/** What can be listened to. */
export const songOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ mimeType }) => mimeType.startsWith('audio/'));

/** All words of a document. */
export const textOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ mimeType }) => mimeType.startsWith('text/plain'));

/** A song's outline, drawn. It has a size only where it is the item's only picture. */
export const outlineOf = (renditions: readonly Rendition[]): Rendition | undefined =>
  renditions.find(({ name }) => /^waveform\..*\.webp$/.test(name));

/** The size of what is shown of an item: its own, or that of its first page or cover. */
export const shownSize = ({
  metadata,
  renditions,
}: Pick<MediaSummary, 'metadata' | 'renditions'>) =>
  metadata.width ? metadata : (fallbackOf(renditions) ?? {});

/** Very long and very wide pictures get a tile that can still be seen, and are cropped in it. */
const MIN_RATIO = 0.6;
const MAX_RATIO = 2.4;

/** Width over height of a picture's tile; a square where nothing is known. */
export function ratioOf({ width, height }: Pick<AnyMetadata, 'width' | 'height'>): number {
  if (!width || !height) return 1;
  return Math.min(MAX_RATIO, Math.max(MIN_RATIO, width / height));
}
