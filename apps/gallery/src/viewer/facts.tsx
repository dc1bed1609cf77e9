import type { MediaSummary } from '@galeria/api/client';
import { format, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { documentFacts } from './document-facts.ts';

/** The known metadata of an item as a description list. */
export function Facts({ item }: { item: MediaSummary }) {
  const known = factsOf(item).filter(([, value]) => value !== undefined && value !== '');
  return (
    <dl class="facts">
      {known.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(item: MediaSummary): [string, string | undefined][] {
  const { original, metadata, createdAt, edited = [] } = item;
  const { width, height, camera, exposure, taken, gps, durationMs } = metadata;
  const { title, album, track, year, before, after } = metadata;
  const isSong = after !== undefined;
  const place = item.place ?? metadata.place;
  const position = item.place?.latitude === undefined ? gps : toGps(item.place);
  return [
    ...(item.kind === 'document' ? documentFacts(item) : []),
    [text('title'), isSong && title !== nameOf(item) ? title : undefined],
    [text('album'), album],
    [text('track'), track && [track.number, track.of].filter(Boolean).join(' / ')],
    [text('year'), isSong ? year?.toString() : undefined],
    edited.includes('date')
      ? [text('date'), format.local(item.date)]
      : [text('taken'), taken && format.taken(taken)],
    [text('camera'), camera && format.camera(camera)],
    [text('lens'), camera?.lens],
    [text('exposure'), exposure && format.exposure(exposure)],
    [text('place'), place && format.placeName(place)],
    [text(place ? 'position' : 'place'), position && format.place(position)],
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
}

const toGps = ({ latitude = 0, longitude = 0 }: NonNullable<MediaSummary['place']>) => ({
  latitude,
  longitude,
});

const formatOf = ({ metadata, original }: MediaSummary): string =>
  (metadata.format ?? original.mimeType.replace(/^\w+\//, '')).toUpperCase();
