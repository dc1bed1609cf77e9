import { thumbHashToDataURL } from 'thumbhash';
import type { SharedItem } from './api.ts';
import { h } from './dom.ts';

type Rendition = SharedItem['renditions'][number];

const isPicture = ({ width, name }: Rendition): boolean =>
  width !== undefined && !name.includes('-square.');

/** The largest JPEG, or else the largest picture, for browsers that read no source. */
export function fallbackOf({ renditions }: Pick<SharedItem, 'renditions'>): Rendition | undefined {
  const pictures = renditions.filter(isPicture);
  const jpegs = pictures.filter(({ mimeType }) => mimeType === 'image/jpeg');
  const all = jpegs.length > 0 ? jpegs : pictures;
  return all.toSorted((one, other) => (other.width ?? 0) - (one.width ?? 0))[0];
}

/** Width by height: of the item, or of the picture of its first page or cover. */
export function ratioOf(item: Pick<SharedItem, 'width' | 'height' | 'renditions'>): number {
  const { width, height } = item.width && item.height ? item : (fallbackOf(item) ?? {});
  return width && height ? Math.min(2.4, Math.max(0.6, width / height)) : 1;
}

/** The picture of an item over its placeholder. Undefined if it has none. */
export function picture(item: SharedItem, sizes: string, isLazy: boolean): HTMLElement | undefined {
  const fallback = fallbackOf(item);
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
  const hash = placeholderOf(item.thumbhash);
  if (hash !== undefined) {
    image.style.backgroundImage = `url(${hash})`;
    image.addEventListener('load', () => {
      image.style.backgroundImage = '';
    });
  }
  image.src = fallback.url;
  element.append(image);
  return element;
}

function placeholderOf(thumbhash: string | undefined): string | undefined {
  if (thumbhash === undefined) return undefined;
  return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)));
}
