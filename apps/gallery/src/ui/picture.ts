import type { MediaSummary } from '@galeria/api/client';
import { thumbHashToDataURL } from 'thumbhash';
import { fallbackImageOf, squareThumbnailOf } from '../renditions.ts';
import { h } from './dom.ts';

export interface PictureOptions {
  readonly alt: string;
  readonly sizes: string;
  /** Whether the picture is a tile: loaded lazily, with the square thumbnail on small screens. */
  readonly tile?: boolean;
  readonly onBroken?: () => void;
}

/** Media query for three tiles per row. Keep in step with grid.css. */
const SMALL_TILES = '(max-width: 600px) and (max-resolution: 2.5dppx)';

/** Creates an item's picture over its placeholder. Undefined if the item has no image. */
export function picture(item: MediaSummary, options: PictureOptions): HTMLElement | undefined {
  const { alt, sizes, tile = false, onBroken } = options;
  const { renditions, sources, metadata } = item;
  const fallback = fallbackImageOf(renditions);
  if (!fallback) return undefined;
  const { width = fallback.width, height = fallback.height } = metadata;
  const image = h('img', {
    alt,
    decoding: 'async',
    ...(tile && { loading: 'lazy' }),
    width,
    height,
    load: () => {
      element.classList.add('loaded');
      // The placeholder would be visible behind a translucent picture.
      if (metadata.hasAlpha) element.style.background = '';
    },
    error: () => onBroken?.(),
  });
  const element = h('picture', { class: 'picture' });
  const square = tile ? squareThumbnailOf(renditions) : undefined;
  if (square) {
    element.append(h('source', { media: SMALL_TILES, srcset: square.url, type: square.mimeType }));
    if (metadata.animated) {
      const still = '(prefers-reduced-motion: reduce)';
      element.append(h('source', { media: still, srcset: square.url, type: square.mimeType }));
    }
  }
  const most = Math.max(...sources.map(({ width }) => width));
  for (const { type, srcset, width: widest } of sources) {
    // Restrict a format without large sizes to small screens, so that large ones use another format.
    const media = !tile && widest < most ? suffices(widest) : undefined;
    element.append(h('source', { type, srcset, sizes, media }));
  }
  placeholder(element, item);
  element.style.setProperty('--ratio', String(width / height));
  element.style.setProperty('--width', `${width}px`);
  image.src = fallback.url;
  element.append(image);
  return element;
}

const suffices = (width: number): string =>
  [1, 2, 3]
    .map((dots) => `(max-width: ${Math.floor(width / dots)}px) and (max-resolution: ${dots}dppx)`)
    .join(', ');

/** Set by script, as the content security policy forbids style attributes. */
function placeholder(element: HTMLElement, { metadata }: MediaSummary): void {
  const { thumbhash, dominantColour } = metadata;
  if (dominantColour !== undefined) element.style.backgroundColor = dominantColour;
  if (thumbhash === undefined) return;
  const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
  element.style.backgroundImage = `url(${thumbHashToDataURL(bytes)})`;
}
