import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { api, type Facets } from '../api/client.ts';
import { format, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { current, isPlaying, play, toggle } from '../player/player.ts';
import type { Source } from '../sources/source.ts';
import { conditionsOf } from '../store/address.ts';
import { itemOf, songsAmong } from '../store/items.ts';
import { go, listing, open, route } from '../store/route.ts';
import { isSelecting, selected, selectTo, toggle as toggleSelected } from '../store/selection.ts';
import { Icon } from '../ui/icon.tsx';
import { hasPicture, Picture } from '../ui/picture.tsx';
import { px } from '../ui/px.ts';

/** The height of a row in pixels. Keep in step with songs.css. */
const ROW_PX = 60;
const MARGIN_ROWS = 8;

/** The songs as a table, of which only the rows near the window are in the document. */
export function SongList({ source }: { source: Source }) {
  const element = useRef<HTMLOListElement>(null);
  const range = useSignal<readonly [number, number]>([0, 40]);
  const ids = source.sections.value[0]?.ids ?? [];
  const total = source.total.value ?? ids.length;

  useEffect(() => {
    const update = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / ROW_PX) - MARGIN_ROWS);
      const last = Math.ceil((innerHeight - top) / ROW_PX) + MARGIN_ROWS;
      const [from, to] = range.peek();
      if (from !== first || to !== last) range.value = [first, last];
      source.need(0, 0, last);
    };
    update();
    addEventListener('scroll', update, { passive: true });
    addEventListener('resize', update);
    return () => {
      removeEventListener('scroll', update);
      removeEventListener('resize', update);
    };
  }, [source, ids.length]);

  const [first, last] = range.value;
  return (
    <>
      <Shelf />
      <ol class="songs" ref={element} style={{ height: px(Math.max(ids.length, total) * ROW_PX) }}>
        {ids.slice(first, last).map((id, at) => (
          <Row key={id} id={id} top={(first + at) * ROW_PX} ids={ids} />
        ))}
      </ol>
    </>
  );
}

function Row({ id, top, ids }: { id: string; top: number; ids: readonly string[] }) {
  const item = itemOf(id);
  if (!item) return null;
  const { artist, album, year, durationMs } = item.metadata;
  const isNow = current.value === id;
  const name = nameOf(item);
  const isPicked = selected.value.has(id);
  return (
    <li
      data-id={id}
      class={['song-row', item.status, isNow && 'now', isPicked && 'picked']
        .filter(Boolean)
        .join(' ')}
      style={{ top: px(top) }}
    >
      <button
        type="button"
        class="cover"
        aria-label={text(isNow && isPlaying.value ? 'pauseSong' : 'playSong', { name })}
        onClick={() => (isNow && isPlaying.peek() ? toggle() : play(id, songsAmong(ids)))}
      >
        {hasPicture(item) && <Picture item={item} alt="" sizes="44px" tile square />}
        <Icon name={isNow && isPlaying.value ? 'pause' : 'resume'} />
      </button>
      <a
        class="what"
        href={`#${id}`}
        onClick={(event) => {
          event.preventDefault();
          if (isSelecting.peek()) toggleSelected(id);
          else open(id);
        }}
      >
        <strong dir="auto">{name}</strong>
        <span dir="auto">{artist ?? (item.status === 'ready' ? '' : text(item.status))}</span>
      </a>
      <span class="album" dir="auto">
        {album}
      </span>
      <span class="year">{year}</span>
      <span class="time">{durationMs !== undefined && format.length(durationMs)}</span>
      <button
        type="button"
        class="pick"
        aria-pressed={isPicked}
        aria-label={text('select', { name })}
        onClick={(event) => {
          if (event.shiftKey && isSelecting.peek()) void selectTo(id);
          else toggleSelected(id);
        }}
      />
    </li>
  );
}

const SHELVES = ['artist', 'album', 'year'] as const;
const SHOWN_VALUES = 30;

/** The artists, albums and years of the songs, to choose from. */
function Shelf() {
  const by = useSignal<(typeof SHELVES)[number]>('artist');
  const facets = useSignal<Facets | undefined>(undefined);
  const address = listing.value;
  useEffect(() => {
    api.facets(conditionsOf(route.peek()), SHOWN_VALUES).then(
      (found) => {
        facets.value = found;
      },
      () => undefined,
    );
  }, [address]);
  const values = facets.value?.[by.value] ?? [];
  const choose = (value: string) => {
    const { filters } = route.peek();
    const chosen = by.value === 'year' ? { from: value, to: value } : { [by.value]: value };
    go({ filters: { ...filters, ...chosen } });
  };
  return (
    <section class="shelf" aria-label={text('library')}>
      <div class="tabs">
        {SHELVES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={by.value === name}
            onClick={() => {
              by.value = name;
            }}
          >
            {text(name === 'artist' ? 'artists' : name === 'album' ? 'songAlbums' : 'years')}
          </button>
        ))}
      </div>
      <ul class="values">
        {values.map(({ value, count }) => (
          <li key={value}>
            <button type="button" onClick={() => choose(value)}>
              <span dir="auto">{value}</span> <small>{format.number(count)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
