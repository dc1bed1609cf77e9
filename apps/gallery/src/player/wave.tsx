import type { MediaSummary } from '@galeria/api/client';
import { format, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { waveformOf } from '../renditions.ts';
import { current, duration, play, seek, time } from './player.ts';

interface WaveProps {
  readonly item: MediaSummary;
  /** The songs that follow if a click begins this one. */
  readonly list?: readonly string[];
}

/** The outline of a song with the position, which seeks by pointer and by the arrow keys. */
export function Wave({ item, list }: WaveProps) {
  const isCurrent = current.value === item.id;
  const total = isCurrent ? duration.value : (item.metadata.durationMs ?? 0) / 1_000;
  const now = isCurrent ? time.value : 0;
  const share = total > 0 ? now / total : 0;
  const url = waveformOf(item.renditions)?.url;
  const go = (seconds: number) => {
    if (isCurrent) seek(seconds);
    else play(item.id, list, seconds);
  };
  return (
    <div class={url === undefined ? 'wave plain' : 'wave'}>
      {url !== undefined && (
        <>
          <img class="whole" src={url} alt="" draggable={false} />
          <img
            class="played"
            src={url}
            alt=""
            draggable={false}
            style={{ clipPath: `inset(0 ${100 - 100 * share}% 0 0)` }}
          />
        </>
      )}
      <input
        type="range"
        min={0}
        max={Math.max(1, Math.round(total))}
        step="any"
        value={now}
        aria-label={`${text('position')}: ${nameOf(item)}`}
        aria-valuetext={`${format.length(now * 1_000)} / ${format.length(total * 1_000)}`}
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          // A click by keyboard has no place.
          if (event.detail > 0) go(((event.clientX - left) / width) * total);
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowRight' ? 5 : event.key === 'ArrowLeft' ? -5 : 0;
          if (by === 0) return;
          event.preventDefault();
          event.stopPropagation();
          go(now + by);
        }}
      />
    </div>
  );
}
