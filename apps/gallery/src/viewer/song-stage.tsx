import type { MediaSummary } from '@galeria/api/client';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { format, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import * as player from '../player/player.ts';
import { Wave } from '../player/wave.tsx';
import { waveformOf } from '../renditions.ts';
import { source } from '../sources/of-route.ts';
import { songsAmong } from '../store/items.ts';
import { Button } from '../ui/button.tsx';
import { Picture } from '../ui/picture.tsx';

/** A song with its cover, its waveform and its lyrics. */
export function SongStage({ item }: { item: MediaSummary }) {
  const name = nameOf(item);
  const { artist, album, before, after } = item.metadata;
  const isCurrent = player.current.value === item.id;
  const isPlaying = isCurrent && player.isPlaying.value;
  const hasCover = waveformOf(item.renditions)?.width === undefined;
  const list = songsOfListing();
  const total = isCurrent ? player.duration.value * 1_000 : (item.metadata.durationMs ?? 0);
  return (
    <div class="player">
      {hasCover && <Picture item={item} alt={text('cover', { title: name })} sizes="480px" />}
      <p class="song">
        <strong>{name}</strong>
        <span>{[artist, album].filter(Boolean).join(' · ')}</span>
      </p>
      <Wave item={item} list={list} />
      <div class="song-keys">
        <span class="time">{format.length(isCurrent ? player.time.value * 1_000 : 0)}</span>
        <Button
          icon={isPlaying ? 'pause' : 'resume'}
          style="primary"
          onClick={() =>
            isCurrent && player.isOpen.peek() ? player.toggle() : player.play(item.id, list)
          }
        >
          {text(isPlaying ? 'pause' : 'play')}
        </Button>
        <span class="time">{format.length(total)}</span>
      </div>
      {before?.integratedLufs !== undefined && after?.integratedLufs !== undefined && (
        <p class="loudness">
          {text('loudness')}:{' '}
          {text('loudnesses', {
            before: format.number(before.integratedLufs),
            after: format.number(after.integratedLufs),
          })}
        </p>
      )}
      <Lyrics item={item} />
    </div>
  );
}

const songsOfListing = (): readonly string[] =>
  songsAmong(source.value?.sections.value.flatMap(({ ids }) => ids) ?? []);

/** The lyrics of the file, where it has them. */
function Lyrics({ item }: { item: MediaSummary }) {
  const words = useSignal<string | undefined>(undefined);
  const url = item.renditions.find(({ name }) => /^lyrics\..*\.txt$/.test(name))?.url;
  useEffect(() => {
    if (url === undefined) return;
    fetch(url)
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .then((found) => {
        words.value = found;
      })
      .catch(() => undefined);
  }, [url]);
  if (words.value === undefined) return null;
  return (
    <section class="lyrics" aria-label={text('lyrics')}>
      {words.value}
    </section>
  );
}
