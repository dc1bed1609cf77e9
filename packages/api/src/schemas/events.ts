import { type Static, Type } from 'typebox';
import * as example from '../examples/events.ts';
import { createdAt } from '../examples/media.ts';
import { EVENT_ID_CHARACTERS } from '../limits.ts';
import { MediaSummary, Status } from './media.ts';
import { Kind, KnownKind, MediaId, Time } from './primitives.ts';

/** The `data` of the events of `MEDIA_EVENTS`. */
export const MediaEvent = Type.Object(
  {
    id: MediaId,
    version: Type.Integer({
      description: 'Grows with each change of the item, over its deletions too',
    }),
    changedAt: Time,
    kind: Type.Optional(Kind),
    status: Type.Optional(Status),
    item: Type.Optional(MediaSummary),
    binnedAt: Type.Optional({
      ...Time,
      description: 'Of `deleted`: the item is in the bin since then, and can be restored',
    }),
  },
  {
    description:
      'The `data` of an event of an item. `deleted` has neither `kind`, `status` nor `item`; `item` is also absent if it is large.',
    examples: [example.mediaEvent],
  },
);

/** Why a stream does not continue where the client left it. */
export const RESET_REASONS = ['unknown-id', 'too-old', 'too-many', 'rebuilt'] as const;

/** The `data` of the event `reset`. */
export const ResetEvent = Type.Object(
  {
    reason: Type.Enum([...RESET_REASONS], {
      description:
        '`unknown-id`: the id of no event. `too-old`: older than 24 hours. `too-many`: more changes than the stream repeats. `rebuilt`: the catalog was restored.',
    }),
  },
  {
    description: 'The `data` of the event `reset`: changes may be missing, so list the items again',
    examples: [{ reason: 'too-old' }],
  },
);

/** The `data` of the event `heartbeat`. */
export const HeartbeatEvent = Type.Object(
  { asOf: Time },
  {
    description:
      'The `data` of the event `heartbeat`: the stream has sent all changes that were visible at this time',
    examples: [{ asOf: createdAt }],
  },
);

const lastEventId = Type.Optional(
  Type.String({
    maxLength: EVENT_ID_CHARACTERS,
    description: 'The `id` of the last event that the client has handled',
    examples: [example.eventId],
  }),
);

export const EventQuery = Type.Object(
  {
    kind: Type.Optional(KnownKind),
    lastEventId,
  },
  { additionalProperties: false, examples: [{ kind: 'image', lastEventId: example.eventId }] },
);

/** `Last-Event-ID` takes precedence over the query, which a browser repeats unchanged. */
export const EventHeaders = Type.Object(
  { 'last-event-id': lastEventId },
  { examples: [{ 'last-event-id': example.eventId }] },
);

export type ResetReason = (typeof RESET_REASONS)[number];
export type MediaEvent = Static<typeof MediaEvent>;
export type ResetEvent = Static<typeof ResetEvent>;
export type HeartbeatEvent = Static<typeof HeartbeatEvent>;
export type EventQuery = Static<typeof EventQuery>;
export type EventHeaders = Static<typeof EventHeaders>;
