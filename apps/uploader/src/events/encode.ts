import type {
  HeartbeatEvent,
  MediaEvent,
  MediaEventType,
  ResetEvent,
  ResetReason,
} from '@galeria/api';
import type { ChangedItem } from '@galeria/media-index';
import { EVENTS } from '../limits.ts';
import type { Address } from '../query/addresses.ts';
import { viewSummary } from '../query/views.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import { eventIdOf, positionId } from './event-id.ts';

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
const block = (event: string, id: string, data: string): string =>
  `event: ${event}\nid: ${id}\ndata: ${data}\n\n`;

/** Keeps a connection busy, and is no event. */
export const COMMENT = ':\n\n';

/** The event of a change. */
export function encodeChange(change: ChangedItem, address: Address): string {
  const { id, version, changedAt, keepsStatus, document } = change;
  const eventId = eventIdOf(change);
  const common = { id, version, changedAt };
  if (document === undefined) return block('deleted', eventId, JSON.stringify(common));
  const summary = summaryOf(document);
  const { binnedAt } = summary;
  if (binnedAt) return block('deleted', eventId, JSON.stringify({ ...common, binnedAt }));
  const { kind, status } = summary;
  const type: MediaEventType = keepsStatus ? 'changed' : status;
  const small: MediaEvent = { ...common, kind, status };
  const whole: MediaEvent = { ...small, item: viewSummary(summary, address) };
  const data = JSON.stringify(whole);
  const isLarge = Buffer.byteLength(data) > EVENTS.itemBytes;
  return block(type, eventId, isLarge ? JSON.stringify(small) : data);
}

export function encodeReset(reason: ResetReason, at: number): string {
  const data: ResetEvent = { reason };
  return block('reset', positionId(at), JSON.stringify(data));
}

/** @param at milliseconds since 1970 */
export function encodeHeartbeat(at: number): string {
  const data: HeartbeatEvent = { asOf: new Date(at).toISOString() };
  return block('heartbeat', positionId(at), JSON.stringify(data));
}

/** When a client whose stream ends reconnects. Clients of one cell must not come back together. */
export const encodeRetry = (): string =>
  `retry: ${Math.round(EVENTS.retryMs * (1 + Math.random()))}\n\n`;
