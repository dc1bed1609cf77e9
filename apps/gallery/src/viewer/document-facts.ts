import type { MediaSummary } from '@galeria/api/client';
import { format, text } from '../i18n.ts';

/** Returns the metadata of a document as pairs of label and value. Unknown values are undefined. */
export function documentFacts({ metadata }: MediaSummary): [string, string | undefined][] {
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
