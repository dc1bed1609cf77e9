import type { MediaSummary } from '@galeria/api/client';
import { text } from '../i18n.ts';
import { audioOf } from '../renditions.ts';
import { Icon } from '../ui/icon.tsx';
import { hasPicture, Picture } from '../ui/picture.tsx';
import { SongStage } from './song-stage.tsx';
import type { Zoom } from './zoom.ts';

/** What is shown of an item: its picture, its player, its text, or its state. */
export function Stage({ item, zoom }: { item: MediaSummary; zoom?: Zoom }) {
  if (audioOf(item.renditions)) return <SongStage item={item} />;
  if (hasPicture(item)) {
    const scale = zoom?.scale.value ?? 1;
    const sizes = `(min-width: 900px) calc(${scale} * (100vw - 24rem)), calc(${scale} * 100vw)`;
    return <Picture item={item} alt={altOf(item)} sizes={sizes} />;
  }
  if (item.metadata.excerpt !== undefined) return <Excerpt item={item} />;
  return (
    <div class="no-picture">
      <Icon name={item.status === 'failed' ? 'warning' : 'file'} />
      {text(item.status)}
    </div>
  );
}

const altOf = ({ description, metadata, original }: MediaSummary): string =>
  description ?? metadata.description ?? original.filename;

/** The beginning of a document, as plain text, never as markup. */
export const Excerpt = ({ item }: { item: MediaSummary }) => (
  <blockquote class="excerpt">{item.metadata.excerpt}</blockquote>
);
