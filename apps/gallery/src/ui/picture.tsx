import type { MediaSummary } from '@galeria/api/client';
import { useState } from 'preact/hooks';
import { decodeThumbhash } from '../placeholder.ts';
import { fallbackImageOf, squareThumbnailOf } from '../renditions.ts';
import { renew } from '../store/renew.ts';

interface PictureProps {
  readonly item: MediaSummary;
  readonly alt: string;
  readonly sizes: string;
  /** Whether the picture is a tile, for which the square thumbnail suffices where it is a square. */
  readonly tile?: boolean;
  readonly square?: boolean;
  readonly class?: string;
}

/** Whether an item has a picture. */
export const hasPicture = ({ renditions }: MediaSummary): boolean =>
  fallbackImageOf(renditions) !== undefined;

/** An item's picture over its placeholder. Nothing if the item has no image. */
export function Picture({ item, alt, sizes, tile = false, square = false, ...rest }: PictureProps) {
  const { renditions, sources, metadata } = item;
  const [loaded, setLoaded] = useState('');
  const fallback = fallbackImageOf(renditions);
  if (!fallback) return null;
  const { width = fallback.width, height = fallback.height } = metadata;
  const thumbnail = tile ? squareThumbnailOf(renditions) : undefined;
  const most = Math.max(...sources.map((source) => source.width));
  const isReady = loaded === item.id;
  return (
    <picture
      class={['picture', isReady && 'loaded', rest.class].filter(Boolean).join(' ')}
      // The placeholder would be visible behind a translucent picture.
      style={{
        ...(isReady && metadata.hasAlpha ? {} : placeholderOf(metadata)),
        '--ratio': String(width / height),
        '--width': `${width}px`,
      }}
    >
      {thumbnail && square && (
        <source
          media="(max-resolution: 2.5dppx)"
          srcset={thumbnail.url}
          type={thumbnail.mimeType}
        />
      )}
      {thumbnail && metadata.animated && (
        <source
          media="(prefers-reduced-motion: reduce)"
          srcset={thumbnail.url}
          type={thumbnail.mimeType}
        />
      )}
      {sources.map(({ type, srcset, width: widest }) => (
        <source
          key={type}
          type={type}
          srcset={srcset}
          sizes={sizes}
          // A format without large sizes is for small screens only, so that large ones use another.
          media={!tile && widest < most ? suffices(widest) : undefined}
        />
      ))}
      <img
        alt={alt}
        decoding="async"
        draggable={false}
        width={width}
        height={height}
        onLoad={() => setLoaded(item.id)}
        onError={() => renew(item.id)}
        src={fallback.url}
      />
    </picture>
  );
}

const suffices = (width: number): string =>
  [1, 2, 3]
    .map((dots) => `(max-width: ${Math.floor(width / dots)}px) and (max-resolution: ${dots}dppx)`)
    .join(', ');

const MOST_PLACEHOLDERS = 1_000;
const placeholders = new Map<string, string>();

function decode(thumbhash: string): string {
  const known = placeholders.get(thumbhash);
  if (known !== undefined) return known;
  const url = `url(${decodeThumbhash(thumbhash)})`;
  if (placeholders.size >= MOST_PLACEHOLDERS) placeholders.clear();
  placeholders.set(thumbhash, url);
  return url;
}

const placeholderOf = ({ thumbhash, dominantColour }: MediaSummary['metadata']) => ({
  ...(dominantColour !== undefined && { backgroundColor: dominantColour }),
  ...(thumbhash !== undefined && { backgroundImage: decode(thumbhash) }),
});
