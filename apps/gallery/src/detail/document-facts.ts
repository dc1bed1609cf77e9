import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { h } from '../ui/dom.ts';

export const isDocument = ({ kind }: MediaSummary): boolean => kind === 'document';

/** What a document says of itself: a term and a value each, undefined where nothing is known. */
export function documentFacts(
  { texts: { text }, format }: Context,
  { metadata }: MediaSummary,
): [string, string | undefined][] {
  const { title, author, subject, keywords, pages, sheets, pageSize, lines } = metadata;
  const { rows, columns, created, modified, embeddedFiles, scripts } = metadata;
  const number = (count: number | undefined) => (count ? format.number(count) : undefined);
  const instant = (iso: string | undefined) => (iso?.includes('T') ? format.instant(iso) : iso);
  return [
    [text('title'), title],
    [text('author'), author],
    [text('subject'), subject],
    [text('keywords'), keywords?.join(', ')],
    [text('pages'), [number(pages), pageSize].filter(Boolean).join(' · ')],
    [text('sheets'), number(sheets)],
    [text('records'), rows && columns ? `${number(rows)} × ${number(columns)}` : undefined],
    [text('lines'), number(lines)],
    [text('created'), instant(created)],
    [text('modified'), instant(modified)],
    [text('embeddedFiles'), number(embeddedFiles)],
    [text('scripts'), number(scripts)],
  ];
}

/** The beginning of a document's text; as text, whatever it looks like. */
export const excerptOf = ({ metadata }: MediaSummary): HTMLElement | undefined =>
  metadata.excerpt === undefined
    ? undefined
    : h('blockquote', { class: 'excerpt' }, metadata.excerpt);
