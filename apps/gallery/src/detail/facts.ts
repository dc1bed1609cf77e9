import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { h } from '../ui/dom.ts';
import { documentFacts, isDocument } from './document-facts.ts';

/** Returns the known metadata of an item as a description list. */
export function facts(context: Context, item: MediaSummary): HTMLElement {
  const { texts, format } = context;
  const { text } = texts;
  const { original, metadata, createdAt } = item;
  const { width, height, camera, exposure, taken, gps, place, durationMs } = metadata;
  const { title, album, track, year, before, after } = metadata;
  const isSong = after !== undefined;
  const rows: [string, string | undefined][] = [
    ...(isDocument(item) ? documentFacts(context, item) : []),
    [text('title'), isSong ? title : undefined],
    [text('album'), album],
    [text('track'), track && [track.number, track.of].filter(Boolean).join(' / ')],
    [text('year'), isSong ? year?.toString() : undefined],
    [text('taken'), taken && format.taken(taken)],
    [text('description'), metadata.description],
    [text('camera'), camera && format.camera(camera)],
    [text('lens'), camera?.lens],
    [text('exposure'), exposure && format.exposure(exposure)],
    [text('place'), place && format.placeName(place)],
    [text(place ? 'position' : 'place'), gps && format.place(gps)],
    [text('artist'), metadata.artist],
    [text('copyright'), metadata.copyright],
    [text('file'), original.filename],
    [text('size'), [format.bytes(original.size), formatOf(item)].join(' · ')],
    [
      text('dimensions'),
      width && height
        ? text('pixels', { width: format.number(width), height: format.number(height) })
        : undefined,
    ],
    [
      text('duration'),
      metadata.animated && durationMs !== undefined
        ? text('took', { seconds: format.number(durationMs / 1000) })
        : undefined,
    ],
    [text('length'), isSong && durationMs !== undefined ? format.length(durationMs) : undefined],
    [
      text('loudness'),
      before?.integratedLufs !== undefined && after?.integratedLufs !== undefined
        ? text('loudnesses', {
            before: format.number(before.integratedLufs),
            after: format.number(after.integratedLufs),
          })
        : undefined,
    ],
    [text('added'), format.instant(createdAt)],
  ];
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  return h(
    'dl',
    { class: 'facts' },
    ...known.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
  );
}

const formatOf = ({ metadata, original }: MediaSummary): string =>
  (metadata.format ?? original.mimeType.replace(/^\w+\//, '')).toUpperCase();
