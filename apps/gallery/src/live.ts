import { EventsRefused, type GalleryEvent } from '@galeria/api/client';
import type { Api } from './api/client.ts';

/** Pause after the server has refused the stream, for example for want of a key. */
const REFUSED_MS = 30_000;

export interface LiveListener {
  onEvent(event: GalleryEvent): void;
  /** Called when events begin or cease to arrive. */
  onLive(isLive: boolean): void;
}

/**
 * Follows the events of the gallery while the page is visible: a browser opens few connections to one
 * host, so hidden tabs must not hold any. A visible page continues after the last event.
 */
export function createLive(api: Pick<Api, 'events'>, { onEvent, onLive }: LiveListener) {
  let lastEventId: string | undefined;
  let current: AbortController | undefined;

  async function follow(signal: AbortSignal): Promise<void> {
    const onConnection = (isOpen: boolean) => onLive(isOpen && !signal.aborted);
    const from = lastEventId === undefined ? {} : { lastEventId };
    for await (const event of api.events({ signal, onConnection, ...from })) {
      lastEventId = event.eventId;
      onEvent(event);
    }
  }

  function update(): void {
    const isVisible = document.visibilityState === 'visible';
    if (!isVisible) {
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

  return {
    start(): void {
      document.addEventListener('visibilitychange', update);
      update();
    },
  };
}
