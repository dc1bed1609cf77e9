import { EventsRefused, type GalleryEvent } from '@galeria/api/client';
import { batch } from '@preact/signals';
import { api } from '../api/client.ts';
import { source } from '../sources/of-route.ts';
import * as following from '../upload/follow.ts';
import { loadDetail } from './detail.ts';
import { put } from './items.ts';
import { openId } from './route.ts';

/** Pause after the server has refused the stream, for example for want of a key. */
const REFUSED_MS = 30_000;

let lastEventId: string | undefined;
let current: AbortController | undefined;

/** Items that were deleted elsewhere while the viewer shows them. */
const removedWhileOpen = new Set<string>();

async function onEvent({ type, data }: GalleryEvent): Promise<void> {
  if (type === 'reset') return source.peek()?.refresh();
  const { id } = data;
  if (type === 'deleted') return onDeleted(id);
  // The viewer also shows attempts and uploads.
  if (openId.peek() === id) loadDetail(id);
  const item = data.item ?? (await api.item(id).catch(() => undefined));
  if (!item) return;
  batch(() => {
    put(item);
    source.peek()?.onItem(item);
    following.onItem(item);
  });
}

function onDeleted(id: string): void {
  following.onRemoved(id);
  if (openId.peek() === id) removedWhileOpen.add(id);
  else source.peek()?.onRemoved(new Set([id]));
}

openId.subscribe((id) => {
  for (const removed of removedWhileOpen) {
    if (removed === id) continue;
    removedWhileOpen.delete(removed);
    source.peek()?.onRemoved(new Set([removed]));
  }
});

function onConnection(isLive: boolean): void {
  following.setLive(isLive);
  // What changed before the first event, and after the last one of a stream that was not resumed.
  if (isLive) void source.peek()?.refresh();
}

async function follow(signal: AbortSignal): Promise<void> {
  const onOpen = (isOpen: boolean) => onConnection(isOpen && !signal.aborted);
  const from = lastEventId === undefined ? {} : { lastEventId };
  for await (const event of api.events({ signal, onConnection: onOpen, ...from })) {
    lastEventId = event.eventId;
    void onEvent(event);
  }
}

/**
 * Follows the events of the gallery while the page is visible: a browser opens few connections to one
 * host, so hidden tabs must not hold any. A visible page continues after the last event.
 */
function update(): void {
  if (document.visibilityState !== 'visible') {
    current?.abort();
    current = undefined;
  } else if (!current) {
    const started = new AbortController();
    current = started;
    follow(started.signal).catch((error: unknown) => {
      if (!(error instanceof EventsRefused)) throw error;
      setTimeout(() => {
        if (current === started) current = undefined;
        update();
      }, REFUSED_MS);
    });
  }
}

export function startLive(): void {
  document.addEventListener('visibilitychange', update);
  update();
}
