import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { cue } from '../player/player.ts';
import { audioOf } from '../renditions.ts';
import { hasNeighbour, neighbourOf } from '../sources/neighbours.ts';
import { source } from '../sources/of-route.ts';
import { setMark } from '../store/actions.ts';
import { detail } from '../store/detail.ts';
import { focusTile } from '../store/focus.ts';
import { itemOf } from '../store/items.ts';
import { closeItem, openId, step } from '../store/route.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from './panel.tsx';
import { useSlideshow } from './slideshow.ts';
import { Stage } from './stage.tsx';
import { onSwipe } from './swipe.ts';
import { useZoom } from './zoom.ts';

/** Shows the open item over the listing. */
export function Viewer() {
  const id = openId.value;
  const item = id === undefined ? undefined : (itemOf(id) ?? detail.value);
  const last = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (id !== undefined) last.current = id;
    else if (last.current !== undefined) focusTile(last.current);
  }, [id]);
  if (id === undefined || !item || item.id !== id) return null;
  return <Opened id={id} />;
}

/** Goes to the item before or after the open one. */
async function stepBy(by: -1 | 1): Promise<boolean> {
  const [list, id] = [source.peek(), openId.peek()];
  if (!list || id === undefined) return false;
  const other = await neighbourOf(list, id, by);
  if (other === undefined || openId.peek() !== id) return false;
  step(other);
  return true;
}

/** Whether the panel with the facts is shown beside the picture. */
const PANEL = 'galeria-panel';

function Opened({ id }: { id: string }) {
  const item = itemOf(id);
  const isPanelOpen = useSignal(localStorage.getItem(PANEL) !== 'closed');
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const list = source.value;
  const zoom = useZoom(stage, id);
  const slides = useSlideshow(() => stepBy(1));

  useEffect(() => {
    dialog.current?.scrollTo(0, 0);
    if (item && audioOf(item.renditions)) cue(id);
  }, [id, item?.status]);
  // The heading takes the focus at first, and when the focused button is gone.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement && dialog.current?.contains(activeElement)) return;
    if (activeElement === document.body || activeElement?.closest('[inert]')) {
      dialog.current?.querySelector<HTMLElement>('#detail-name')?.focus({ preventScroll: true });
    }
  });
  useEffect(
    () => (stage.current ? onSwipe(stage.current, zoom, (by) => void stepBy(by)) : undefined),
    [],
  );

  if (!item) return null;
  const togglePanel = () => {
    isPanelOpen.value = !isPanelOpen.value;
    localStorage.setItem(PANEL, isPanelOpen.value ? 'open' : 'closed');
  };
  const toggleFull = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void dialog.current?.requestFullscreen();
  };
  const isPhoto = audioOf(item.renditions) === undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as Element;
    if (target.closest('input, textarea, select') || event.ctrlKey || event.metaKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => void stepBy(-1),
      ArrowRight: () => void stepBy(1),
      i: togglePanel,
      f: toggleFull,
      s: slides.toggle,
      l: () => void setMark([id], 'favourite', !item.favourite),
      '+': () => zoom.by(1.4),
      '-': () => zoom.by(1 / 1.4),
      '0': zoom.reset,
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };

  return (
    <dialog
      open
      ref={dialog}
      class={isPanelOpen.value ? 'detail' : 'detail bare'}
      aria-modal="true"
      aria-labelledby="detail-name"
      onKeyDown={onKeyDown}
    >
      <div class="stage-frame">
        <div class="stage" ref={stage} data-zoomed={zoom.isZoomed.value || undefined}>
          <Stage key={id} item={item} zoom={zoom} />
        </div>
        {list && <Neighbours id={id} />}
        <div class="stage-bar">
          <Button
            icon="close"
            style="round"
            class="close"
            label={text('close')}
            onClick={closeItem}
          />
          <span class="gap" />
          {isPhoto && (
            <Button
              icon="slides"
              style="round"
              label={text(slides.isRunning.value ? 'stopSlides' : 'slides')}
              pressed={slides.isRunning.value}
              onClick={slides.toggle}
            />
          )}
          {document.fullscreenEnabled && (
            <Button icon="full" style="round" label={text('full')} onClick={toggleFull} />
          )}
          {session.canManage.value && item.binnedAt === undefined && (
            <Button
              icon="heart"
              style="round"
              filled={item.favourite === true}
              label={text('favourite')}
              pressed={item.favourite === true}
              onClick={() => void setMark([id], 'favourite', !item.favourite)}
            />
          )}
          <Button
            icon="info"
            style="round"
            label={text('details')}
            pressed={isPanelOpen.value}
            onClick={togglePanel}
          />
        </div>
        {list && hasNeighbour(list, id, -1) && (
          <Button
            icon="previous"
            style="round"
            class="previous"
            label={text('previous')}
            onClick={() => void stepBy(-1)}
          />
        )}
        {list && hasNeighbour(list, id, 1) && (
          <Button
            icon="next"
            style="round"
            class="next"
            label={text('next')}
            onClick={() => void stepBy(1)}
          />
        )}
      </div>
      {isPanelOpen.value ? (
        <Panel key={id} item={item} />
      ) : (
        <h2 id="detail-name" class="unseen" tabIndex={-1}>
          {nameOf(item)}
        </h2>
      )}
    </dialog>
  );
}

/** Fetches the pictures before and after the open one, in the size in which they would be shown. */
function Neighbours({ id }: { id: string }) {
  const ids = useSignal<readonly string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const list = source.peek();
    if (!list) return;
    void Promise.all([neighbourOf(list, id, 1), neighbourOf(list, id, -1)]).then((found) => {
      if (isCurrent) ids.value = found.filter((other) => other !== undefined);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return (
    <div class="prefetch" aria-hidden="true">
      {ids.value.map((other) => {
        const item = itemOf(other);
        return item && audioOf(item.renditions) === undefined ? (
          <Stage key={other} item={item} />
        ) : null;
      })}
    </div>
  );
}
