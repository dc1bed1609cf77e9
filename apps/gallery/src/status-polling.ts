import { isSettled, type MediaItem } from '@galeria/api/client';
import type { Api } from './api/client.ts';
import { Problem } from './api/problem.ts';

/** Interval between polls in milliseconds. It grows while nothing changes. */
const MIN_INTERVAL_MS = 300;
const MAX_INTERVAL_MS = 4000;
/** While events arrive, polling only finds what they do not tell of, such as a file in quarantine. */
const LIVE_INTERVAL_MS = 30_000;
/** Number of 404 responses to accept for a new item: it may still be in the spool of another cell. */
const MAX_NOT_FOUND = 20;

export interface StatusListener {
  onItem(item: MediaItem): void;
  /** Called if the item was deleted or was never created. */
  onRemoved(id: string): void;
}

export type StatusPolling = ReturnType<typeof createStatusPolling>;

/** Polls the status of items, one at a time, until they are ready or failed. */
export function createStatusPolling(api: Api, { onItem, onRemoved }: StatusListener) {
  const notFoundCounts = new Map<string, number>();
  const knownStatus = new Map<string, string>();
  let isRunning = false;
  let intervalMs = MIN_INTERVAL_MS;
  let isLive = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function poll(id: string): Promise<void> {
    try {
      const item = await api.item(id);
      if (knownStatus.get(id) !== item.status) {
        knownStatus.set(id, item.status);
        intervalMs = MIN_INTERVAL_MS;
        onItem(item);
      }
      if (isSettled(item)) notFoundCounts.delete(id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Other errors are temporary; the next poll retries.
      if (error.status !== 404) return;
      const count = (notFoundCounts.get(id) ?? 0) + 1;
      notFoundCounts.set(id, count);
      if (!knownStatus.has(id) && count < MAX_NOT_FOUND) return;
      notFoundCounts.delete(id);
      onRemoved(id);
    }
  }

  async function pollAll(): Promise<void> {
    timer = undefined;
    for (const id of [...notFoundCounts.keys()]) await poll(id);
    intervalMs = Math.min(MAX_INTERVAL_MS, intervalMs * 1.4);
    isRunning = notFoundCounts.size > 0;
    if (isRunning) timer = setTimeout(pollAll, isLive ? LIVE_INTERVAL_MS : intervalMs);
  }

  /** Polls soon, or soon after the poll that is under way. */
  function soon(): void {
    intervalMs = MIN_INTERVAL_MS;
    if (isRunning && timer === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(pollAll, MIN_INTERVAL_MS);
    isRunning = true;
  }

  return {
    /** @param status the status that is already shown. Without it, the first response is reported. */
    add(id: string, status?: string): void {
      if (notFoundCounts.has(id)) return;
      notFoundCounts.set(id, 0);
      if (status === undefined) knownStatus.delete(id);
      else knownStatus.set(id, status);
      soon();
    },
    /** Call it when events begin or cease to arrive: without them, items are polled often. */
    setLive(value: boolean): void {
      isLive = value;
      if (notFoundCounts.size > 0) soon();
    },
    remove(id: string): void {
      notFoundCounts.delete(id);
    },
  };
}
