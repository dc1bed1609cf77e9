import { randomBytes } from 'node:crypto';
import { BySession, SessionList, SignedIn, SignIn } from '@galeria/api';
import type { Scope } from '@galeria/catalog';
import { defined } from '@galeria/media';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { AddressPrecision } from '../audit/address.ts';
import { senderOf } from '../audit/sender.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { bearerKey } from '../keys/bearer.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { isLoopback } from '../keys/loopback.ts';
import { SESSIONS, SIGN_IN_BYTES } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { sessionCookie, sessionToken } from './cookie.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { hashOfToken, type SessionStore } from './session-store.ts';

export interface SessionRouteOptions {
  readonly cloud: Pick<Cloud, 'catalog'>;
  readonly keys: KeyStore;
  readonly sessions: SessionStore;
  readonly addressPrecision: AddressPrecision;
  /** The address that the server listens on. */
  readonly host: string;
}

const ALL: Scope[] = ['upload', 'read', 'manage'];
const REFUSALS = [
  'bad-request',
  'host-forbidden',
  'origin-forbidden',
  'cloud-unavailable',
  'internal',
] as const;

/** `/session` and `/sessions`: browsers that are signed in with a key, by a cookie. */
export async function sessionRoutes(
  app: FastifyInstance,
  { cloud: { catalog }, keys, sessions, addressPrecision, host }: SessionRouteOptions,
): Promise<void> {
  parseOnlyJson(app, SIGN_IN_BYTES);
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'private, no-store');
  });

  app.post<{ Body: SignIn; Reply: SignedIn }>(
    '/session',
    {
      schema: {
        operationId: 'signIn',
        summary: 'Sign in with a key, for a cookie',
        tags: ['sessions'],
        security: [],
        body: SignIn,
        response: { 201: SignedIn, ...refusals('unauthorized', 'not-json', ...REFUSALS) },
      },
    },
    async (request, reply) => {
      const { headers, body, method } = request;
      // No page of another origin signs its visitor in.
      if (headers.origin ?? headers['sec-fetch-site']) requireOwnOrigin(method, headers);
      const key = keys.find(body.key);
      if (!key) throw new UploaderError('unauthorized');
      const token = randomBytes(SESSIONS.tokenBytes).toString('base64url');
      const until = Date.now() + SESSIONS.validMs;
      const { address, userAgent } = senderOf(request, addressPrecision);
      await cloudCall(
        catalog.putSession({
          id: hashOfToken(token),
          keyHash: key.hash,
          createdAt: new Date().toISOString(),
          until: new Date(until).toISOString(),
          ...defined({ address, userAgent }),
        }),
      );
      reply.code(201).header('set-cookie', sessionCookie(headers, token, until));
      return { key: key.name, scopes: [...key.scopes] };
    },
  );

  app.get<{ Reply: SignedIn }>(
    '/session',
    {
      schema: {
        operationId: 'getSession',
        summary: 'Tell what the requests of this client may do',
        tags: ['sessions'],
        security: [{ key: [] }, { session: [] }, {}],
        response: { 200: SignedIn, ...refusals(...REFUSALS) },
      },
    },
    async (request) => {
      if (isLoopback(host) && !keys.required()) return { scopes: ALL };
      const key = await keyOf(request);
      return key ? { key: key.name, scopes: [...key.scopes] } : { scopes: [] };
    },
  );

  async function keyOf({ headers }: FastifyRequest) {
    return headers.authorization === undefined ? sessions.find(headers) : bearerKey(headers, keys);
  }

  app.delete(
    '/session',
    {
      schema: {
        operationId: 'signOut',
        summary: 'End the session of this browser',
        tags: ['sessions'],
        security: [],
        response: {
          204: { type: 'null', description: 'Ended, or there was none' },
          ...refusals(...REFUSALS),
        },
      },
    },
    async ({ headers, method }, reply) => {
      const token = sessionToken(headers);
      if (token !== undefined) {
        requireOwnOrigin(method, headers);
        await end(hashOfToken(token));
      }
      return reply
        .code(204)
        .header('set-cookie', sessionCookie(headers, undefined, 0))
        .send();
    },
  );

  async function end(id: string): Promise<boolean> {
    const existed = await cloudCall(catalog.deleteSession(id));
    sessions.forget(id);
    return existed;
  }

  app.get<{ Reply: SessionList }>(
    '/sessions',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'listSessions',
        summary: 'List the browsers that are signed in',
        tags: ['sessions'],
        ...keyWith('manage'),
        response: { 200: SessionList, ...refusals('cloud-unavailable', ...KEY_REFUSALS) },
      },
    },
    async () => {
      const all = await cloudCall(catalog.readSessions());
      return {
        sessions: all.flatMap(({ keyHash, until, ...session }) => {
          const key = keys.byHash(keyHash);
          return key ? [{ ...session, key: key.name, expiresAt: until }] : [];
        }),
      };
    },
  );

  app.delete<{ Params: Static<typeof BySession> }>(
    '/sessions/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'endSession',
        summary: 'End the session of a browser',
        tags: ['sessions'],
        ...keyWith('manage'),
        params: BySession,
        response: {
          204: { type: 'null', description: 'Ended' },
          ...refusals('bad-request', 'not-found', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!(await end(id))) throw new UploaderError('not-found', { detail: id });
      return reply.code(204).send();
    },
  );
}
