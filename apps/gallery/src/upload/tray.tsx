import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { format, text } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { px } from '../ui/px.ts';
import { cancelAll, clear, isPaused, pauseAll, resumeAll, retryAll, uploads } from './queue.ts';
import { Row } from './row.tsx';
import { isUnderWay, tally } from './tally.ts';

/** Time until the tray closes after all uploads succeeded, in milliseconds. */
const LINGER_MS = 5_000;
/** The height of a row in pixels. Keep in step with tray.css. */
const ROW_PX = 64;
/** Rows above and below those that are seen. */
const MARGIN_ROWS = 4;
const SEEN_ROWS = 8;

/** The panel that lists uploads. Only the rows that are seen are in the document. */
export function Tray() {
  const { all, phases, retryable } = tally.value;
  const top = useSignal(0);
  const isFolded = useSignal(false);
  const isAllDone = all > 0 && phases.done === all;

  useEffect(() => {
    if (!isAllDone) return;
    const timer = setTimeout(clear, LINGER_MS);
    return () => clearTimeout(timer);
  }, [isAllDone, all]);

  if (all === 0) return null;
  const first = Math.max(0, Math.floor(top.value / ROW_PX) - MARGIN_ROWS);
  const shown = uploads.value.slice(first, first + SEEN_ROWS + 2 * MARGIN_ROWS);
  const unsent = phases.waiting + phases.sending + phases.paused;
  const isHalted = isPaused.value || phases.paused > 0;
  return (
    <aside class="tray" aria-labelledby="uploads">
      <header>
        <div role="status">
          <h2 id="uploads">{text('uploadsReady', { done: phases.done, all })}</h2>
          <Left />
        </div>
        {retryable > 0 && <Button onClick={retryAll}>{text('retryAll')}</Button>}
        {unsent > 1 && !isHalted && (
          <Button icon="pause" style="quiet" label={text('pauseAll')} onClick={pauseAll} />
        )}
        {isHalted && unsent > 1 && (
          <Button icon="resume" style="quiet" label={text('resumeAll')} onClick={resumeAll} />
        )}
        {unsent > 1 && (
          <Button icon="trash" style="quiet" label={text('cancelAll')} onClick={cancelAll} />
        )}
        <Button
          icon={isFolded.value ? 'up' : 'minus'}
          style="quiet"
          label={text(isFolded.value ? 'unfold' : 'fold')}
          expanded={!isFolded.value}
          onClick={() => {
            isFolded.value = !isFolded.value;
          }}
        />
        {!isUnderWay.value && unsent === 0 && (
          <Button icon="close" style="quiet" label={text('dismiss')} onClick={clear} />
        )}
      </header>
      <progress
        class="overall"
        max={Math.max(1, tally.value.bytes)}
        value={tally.value.sent}
        aria-label={text('uploads')}
      />
      {!isFolded.value && (
        <div
          class="rows"
          onScroll={(event) => {
            top.value = event.currentTarget.scrollTop;
          }}
        >
          <ul style={{ height: px(all * ROW_PX) }}>
            {shown.map((upload, at) => (
              <Row key={upload.number} upload={upload} top={(first + at) * ROW_PX} />
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
}

/** Seconds over which the rate is measured. */
const SAMPLES = 10;

/** How long the rest will take, by the rate of the last seconds. */
function Left() {
  const ms = useSignal<number | undefined>(undefined);
  useEffect(() => {
    const samples: number[] = [];
    const timer = setInterval(() => {
      const { sent, bytes, phases } = tally.peek();
      samples.push(sent);
      if (samples.length > SAMPLES) samples.shift();
      const rate = (sent - (samples[0] ?? sent)) / Math.max(1, samples.length - 1);
      const isSending = phases.sending > 0 && rate > 0;
      ms.value = isSending ? ((bytes - sent) / rate) * 1_000 : undefined;
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  if (ms.value === undefined || ms.value < 2_000) return null;
  return <span class="left">{text('timeLeft', { time: format.length(ms.value) })}</span>;
}
