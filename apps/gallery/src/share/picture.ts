import { decodeThumbhash } from '../placeholder.ts';
import { aspectRatioOf, fallbackImageOf } from '../renditions.ts';
import type { SharedItem } from './api.ts';
import { h } from './dom.ts';

/** Width by height: of the item, or of the picture of its first page or cover. */
export function ratioOf(item: Pick<SharedItem, 'width' | 'height' | 'renditions'>): number {
  const hasSize = item.width && item.height;
  return aspectRatioOf(hasSize ? item : (fallbackImageOf(item.renditions) ?? {}));
}

/** The picture of an item over its placeholder. Undefined if it has none. */
export function picture(item: SharedItem, sizes: string, isLazy: boolean): HTMLElement | undefined {
  const fallback = fallbackImageOf(item.renditions);
  if (!fallback) return undefined;
  const element = h('picture');
  for (const { type, srcset } of item.sources) element.append(h('source', { type, srcset, sizes }));
  const image = h('img', {
    alt: item.title ?? '',
    decoding: 'async',
    ...(isLazy && { loading: 'lazy' }),
    width: fallback.width,
    height: fallback.height,
  });
  // By script, as the content security policy forbids style attributes.
  if (item.thumbhash !== undefined) {
    image.style.backgroundImage = `url(${decodeThumbhash(item.thumbhash)})`;
    image.addEventListener('load', () => {
      image.style.backgroundImage = '';
    });
  }
  image.src = fallback.url;
  element.append(image);
  return element;
}
