import { EventHeaders, EventQuery, HeartbeatEvent, MediaEvent, ResetEvent } from '@galeria/api';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { createAccessCheck } from '../keys/guard.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { EVENTS } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { Addresses } from '../query/addresses.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { createBroadcast } from './broadcast.ts';
import { startAfter } from './resume.ts';

export interface EventOptions {
  readonly readModel: ReadModel;
  readonly addresses: Addresses;
  readonly keys: KeyStore;
  readonly sessions: SessionStore;
  /** The address that the server listens on. */
  readonly host: string;
  /** Maximum number of connections, and the time-out of an idle one in milliseconds. */
  readonly connections: number;
  readonly idleMs: number;
  readonly log: FastifyBaseLogger;
}

const SCHEMA = {
  operationId: 'events',
  summary: 'Follow the changes of all items',
  description:
    'Server-sent events. The type of an event is `received`, `stored`, `processing`, `ready`, `failed`, `changed` or `deleted` with the data `MediaEvent`, `reset` with `ResetEvent`, or `heartbeat` with `HeartbeatEvent`.',
  tags: ['media'],
  ...keyWith('read'),
  querystring: EventQuery,
  headers: EventHeaders,
  response: {
    200: {
      description: 'The stream',
      content: {
        'text/event-stream': { schema: Type.Union([MediaEvent, ResetEvent, HeartbeatEvent]) },
      },
    },
    ...refusals('bad-request', 'too-many-streams', 'index-unavailable', 'cloud-unavailable'),
    ...refusals(...KEY_REFUSALS),
  },
};

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // `no-transform`: a proxy that compresses holds events back.
  'cache-control': 'no-store, no-transform',
  // Proxies such as nginx buffer responses otherwise.
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
  // The connection ends with the stream, so that a stop does not wait for it.
  connection: 'close',
};

/**
 * `GET /events`: the changes of all items as server-sent events. The scope is `read`, since events tell of
 * every item: a key that may only upload learns nothing of other items.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventRoute(
  app: FastifyInstance,
  { readModel, addresses, keys, sessions, host, connections, idleMs, log }: EventOptions,
): void {
  const mayAccess = createAccessCheck({ keys, sessions, host });
  const broadcast = createBroadcast({
    readModel,
    addresses,
    streams: Math.min(EVENTS.streams, Math.ceil(connections * EVENTS.connectionShare)),
    heartbeatMs: Math.min(EVENTS.heartbeatMs, idleMs / 3),
    log,
  });
  app.addHook('preClose', async () => broadcast.close());

  app.get<{ Querystring: EventQuery; Headers: EventHeaders }>(
    '/events',
    { config: { scope: 'read' }, exposeHeadRoute: false, schema: SCHEMA },
    async (request, reply) => {
      const { query, headers } = request;
      // An invalid signing key answers with a problem document, not with a stream that ends.
      await addresses.for(request.host);
      await broadcast.admit();
      reply.hijack();
      // Those of CORS.
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      reply.raw.writeHead(200, HEADERS);
      broadcast.join({
        response: reply.raw,
        start: startAfter(headers['last-event-id'] ?? query.lastEventId, Date.now()),
        host: request.host,
        kind: query.kind,
        isAllowed: () => mayAccess(headers, 'read'),
      });
    },
  );
}
