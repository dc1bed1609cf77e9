import type { MediaSummary } from '@galeria/api/client';

/** The name of an item: the title that its owner gave, that of a song, or else its file name. */
export function nameOf(item: Pick<MediaSummary, 'title' | 'edited' | 'kind' | 'original'>): string {
  const isGiven = item.edited?.includes('title') || item.kind === 'audio';
  return (isGiven && item.title) || item.original.filename;
}
