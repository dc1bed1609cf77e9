import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { MEDIA_EVENTS, type MediaEventType } from '../media-events.ts';
import { backoffMs, createVersions, EVENT_LIMITS, pause } from './event-helpers.ts';
import type { ClientOptions } from './options.ts';
import type { Problem, Schemas } from './types.ts';

/** An event of the gallery. `eventId` is that of the stream, with which another one can be resumed. */
export type GalleryEvent =
  | {
      readonly type: MediaEventType;
      readonly eventId: string;
      readonly data: Schemas['MediaEvent'];
    }
  /** Events may be missing: list the items again. */
  | { readonly type: 'reset'; readonly eventId: string; readonly data: Schemas['ResetEvent'] };

export interface EventOptions extends ClientOptions {
  /** Only events of this kind, and deletions. */
  readonly kind?: 'image' | 'audio' | 'document';
  /** Continues after this event. Without it, the stream begins with what happens next. */
  readonly lastEventId?: string;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** Called when the stream is open, and when it is interrupted and will be resumed. */
  readonly onConnection?: (isOpen: boolean) => void;
}

/** The API answered with an error. `events` throws it only if another attempt would be refused too. */
export class EventsRefused extends Error {
  override readonly name = 'EventsRefused';
  readonly status: number;
  /** The problem document, if the answer is one. */
  readonly problem: Problem | undefined;
  /** Milliseconds that the answer asks to wait before another attempt. */
  readonly retryAfterMs: number;

  constructor(status: number, problem: Problem | undefined, retryAfterMs: number) {
    super(problem?.title ?? `GET /events answered ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Follows the changes of all items. Interruptions are resumed with `Last-Event-ID`, with backoff, and
 * repeated events are left out. To miss nothing, list the items after `onConnection(true)`.
 *
 * @throws EventsRefused if the API refuses the stream for another reason than load
 * @example
 * for await (const { type, data } of events({ baseUrl: 'http://127.0.0.1:8080' })) {
 *   if (type === 'ready') console.log(data.item?.original.filename);
 * }
 */
export async function* events(options: EventOptions = {}): AsyncGenerator<GalleryEvent, void> {
  const { signal, onConnection = () => {} } = options;
  const versions = createVersions(EVENT_LIMITS.versions);
  const position = { lastEventId: options.lastEventId, retryMs: EVENT_LIMITS.retryMs };
  let failures = 0;
  while (!signal?.aborted) {
    let isOpen = false;
    let retryAfterMs = 0;
    try {
      for await (const message of connect(options, position)) {
        if (!isOpen) onConnection(true);
        isOpen = true;
        failures = 0;
        const event = toEvent(message);
        if (event?.type === 'reset') versions.clear();
        if (event && (event.type === 'reset' || versions.isNewer(event.data))) yield event;
        // Only now is the event handled.
        position.lastEventId = message.id ?? position.lastEventId;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof EventsRefused) {
        if (!isTemporary(error.status)) throw error;
        ({ retryAfterMs } = error);
      }
    } finally {
      if (isOpen) onConnection(false);
    }
    await pause(Math.max(retryAfterMs, backoffMs(position.retryMs, failures++)), signal);
  }
}

interface Position {
  lastEventId: string | undefined;
  retryMs: number;
}

/** Yields the messages of one connection until it ends. */
async function* connect(
  options: EventOptions,
  position: Position,
): AsyncGenerator<EventSourceMessage, void> {
  const { signal, fetch = globalThis.fetch.bind(globalThis) } = options;
  const ended = new AbortController();
  const end = () => ended.abort();
  signal?.addEventListener('abort', end);
  // Each chunk starts the time anew: a connection that is lost without an end stays silent.
  let silence = setTimeout(end, EVENT_LIMITS.silenceMs);
  const messages: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent: (message) => messages.push(message),
    onRetry: (ms) => {
      position.retryMs = ms;
    },
  });
  try {
    const response = await fetch(urlOf(options), {
      headers: headersOf(options, position),
      cache: 'no-store',
      signal: ended.signal,
    });
    if (!response.ok) throw await refusalOf(response);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      clearTimeout(silence);
      silence = setTimeout(end, EVENT_LIMITS.silenceMs);
      parser.feed(part.value);
      yield* messages.splice(0);
    }
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', end);
    end();
  }
}

function urlOf({ baseUrl = '', kind }: EventOptions): string {
  return `${baseUrl}/events${kind === undefined ? '' : `?kind=${kind}`}`;
}

function headersOf({ key }: EventOptions, { lastEventId }: Position): Record<string, string> {
  const token = key?.();
  return {
    accept: 'text/event-stream',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
}

/** A cell that is busy, starts or stops: another attempt may succeed. */
const isTemporary = (status: number): boolean => status >= 500 || status === 429;

async function refusalOf(response: Response): Promise<EventsRefused> {
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
  const afterSeconds = Number(response.headers.get('retry-after'));
  return new EventsRefused(response.status, problem, afterSeconds * 1_000 || 0);
}

/** Undefined for heartbeats, and for types that this client does not know. */
function toEvent({ event: type, id = '', data }: EventSourceMessage): GalleryEvent | undefined {
  if (type === 'reset') return { type, eventId: id, data: JSON.parse(data) };
  if (!isMediaEvent(type)) return undefined;
  return { type, eventId: id, data: JSON.parse(data) };
}

const TYPES: ReadonlySet<string> = new Set(MEDIA_EVENTS);

const isMediaEvent = (type: string | undefined): type is MediaEventType =>
  type !== undefined && TYPES.has(type);
