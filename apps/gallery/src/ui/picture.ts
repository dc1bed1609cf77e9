import type { MediaSummary } from '@galeria/api/client';
import { thumbHashToDataURL } from 'thumbhash';
import { fallbackOf, squareOf } from '../renditions.ts';
import { h } from './dom.ts';

export interface PictureOptions {
  readonly alt: string;
  readonly sizes: string;
  /** Tiles come when they are scrolled to; small ones take the square. */
  readonly tile?: boolean;
  readonly onBroken?: () => void;
}

/** Where a tile is a third of a narrow screen: see grid.css. */
const SMALL_TILES = '(max-width: 600px) and (max-resolution: 2.5dppx)';

/** An item's picture over its placeholder; undefined where there is none to show. */
export function picture(item: MediaSummary, options: PictureOptions): HTMLElement | undefined {
  const { alt, sizes, tile = false, onBroken } = options;
  const { renditions, sources, metadata } = item;
  const fallback = fallbackOf(renditions);
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
      // Through a translucent picture its placeholder would shine.
      if (metadata.hasAlpha) element.style.background = '';
    },
    error: () => onBroken?.(),
  });
  const element = h('picture', { class: 'picture' });
  const square = tile ? squareOf(renditions) : undefined;
  if (square) {
    element.append(h('source', { media: SMALL_TILES, srcset: square.url, type: square.mimeType }));
    if (metadata.animated) {
      const still = '(prefers-reduced-motion: reduce)';
      element.append(h('source', { media: still, srcset: square.url, type: square.mimeType }));
    }
  }
  const most = Math.max(...sources.map(({ width }) => width));
  for (const { type, srcset, width: widest } of sources) {
    // A format that ends below the others must not keep a large screen from their largest.
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

/** Set through the object model: the page's policy allows no style attributes. */
function placeholder(element: HTMLElement, { metadata }: MediaSummary): void {
  const { thumbhash, dominantColour } = metadata;
  if (dominantColour !== undefined) element.style.backgroundColor = dominantColour;
  if (thumbhash === undefined) return;
  const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
  element.style.backgroundImage = `url(${thumbHashToDataURL(bytes)})`;
}
