import { useSignal } from '@preact/signals';
import { format, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { itemOf } from '../store/items.ts';
import { open } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { hasPicture, Picture } from '../ui/picture.tsx';
import * as player from './player.ts';
import { Wave } from './wave.tsx';

/** The player at the bottom, which goes on while one browses. */
export function PlayerBar() {
  const isQueueOpen = useSignal(false);
  const id = player.current.value;
  const item = id === undefined ? undefined : itemOf(id);
  if (!player.isOpen.value || !item) return null;
  const { artist } = item.metadata;
  return (
    <section class="bar" aria-label={text('player')}>
      {isQueueOpen.value && <Queue />}
      <a
        class="now"
        href={`#${item.id}`}
        onClick={(event) => {
          event.preventDefault();
          open(item.id);
        }}
      >
        <span class="cover">
          {hasPicture(item) ? (
            <Picture item={item} alt="" sizes="48px" tile square />
          ) : (
            <Icon name="song" />
          )}
        </span>
        <span class="what">
          <strong>{nameOf(item)}</strong>
          {artist !== undefined && <span>{artist}</span>}
        </span>
      </a>
      <div class="keys">
        <Button icon="back" style="quiet" label={text('previousSong')} onClick={player.previous} />
        <Button
          icon={player.isPlaying.value ? 'pause' : 'resume'}
          style="primary"
          class="only-icon"
          label={text(player.isPlaying.value ? 'pause' : 'play')}
          onClick={player.toggle}
        />
        <Button
          icon="skip"
          style="quiet"
          label={text('nextSong')}
          disabled={!player.hasNext.value}
          onClick={player.next}
        />
      </div>
      <div class="seek">
        <span class="time">{format.length(player.time.value * 1_000)}</span>
        <Wave item={item} />
        <span class="time">{format.length(player.duration.value * 1_000)}</span>
      </div>
      <Button
        icon="queue"
        style="quiet"
        label={text('queue')}
        expanded={isQueueOpen.value}
        onClick={() => {
          isQueueOpen.value = !isQueueOpen.value;
        }}
      />
      <Button icon="close" style="quiet" label={text('closePlayer')} onClick={player.close} />
    </section>
  );
}

/** Songs of the queue that are shown: those around the current one. */
const SHOWN = 100;

function Queue() {
  const ids = player.queue.value;
  const at = ids.indexOf(player.current.value ?? '');
  const first = Math.max(0, Math.min(at - SHOWN / 2, ids.length - SHOWN));
  return (
    <ol class="queue" aria-label={text('queue')}>
      {ids.slice(first, first + SHOWN).map((id) => {
        const song = itemOf(id);
        if (!song) return null;
        const isNow = id === player.current.value;
        return (
          <li key={id} class={isNow ? 'now-playing' : undefined}>
            <button type="button" aria-current={isNow} onClick={() => player.jump(id)}>
              <strong>{nameOf(song)}</strong>
              <span>{song.metadata.artist}</span>
            </button>
            {!isNow && (
              <Button
                icon="close"
                style="quiet"
                label={text('removeFromQueue', { name: nameOf(song) })}
                onClick={() => player.removeFromQueue(id)}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
