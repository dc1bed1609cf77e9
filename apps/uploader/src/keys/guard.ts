import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey, Scope } from '@galeria/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { requireOwnOrigin } from '../sessions/own-origin.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { bearerKey } from './bearer.ts';
import { checkBrowser } from './browser.ts';
import type { KeyStore } from './key-store.ts';
import { isLoopback } from './loopback.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that the route requires; a route without one is public. */
    readonly scope?: Scope;
  }
  interface FastifyRequest {
    /** The API key of the request; null if none is required. */
    apiKey: ApiKey | null;
  }
}

export interface GuardOptions {
  readonly keys: KeyStore;
  readonly sessions: SessionStore;
  /** The address that the server listens on. */
  readonly host: string;
  /** The origins of other sites whose pages may call the API. */
  readonly corsOrigins: readonly string[];
}

/**
 * Authorizes requests. Where keys are required, a route requires a key with its scope. On loopback,
 * until the first key is created, the machine's user is trusted, and requests of other sites' pages
 * are rejected.
 */
export function guard(app: FastifyInstance, options: GuardOptions): void {
  const { keys, host, corsOrigins } = options;
  const local = isLoopback(host);
  app.decorateRequest('apiKey', null);
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config;
    if (local) checkBrowser(request.headers, scope === undefined, corsOrigins);
    if (scope === undefined || (local && !keys.required())) return;
    request.apiKey = await authenticate(request, options);
    if (!hasScope(request, scope)) throw new UploaderError('scope-missing', { detail: scope });
  });
}

/** Returns whether these headers would grant a scope now: keys come and go while a stream is open. */
export function createAccessCheck({
  keys,
  sessions,
  host,
}: Pick<GuardOptions, 'keys' | 'sessions' | 'host'>) {
  const local = isLoopback(host);
  return (headers: IncomingHttpHeaders, scope: Scope): boolean =>
    (local && !keys.required()) ||
    (headers.authorization === undefined
      ? sessions.peek(headers)
      : bearerKey(headers, keys)
    )?.scopes.includes(scope) === true;
}

/** Whether the request has this scope. On a public route it has none. */
export const hasScope = ({ apiKey, routeOptions }: FastifyRequest, scope: Scope): boolean =>
  routeOptions.config.scope !== undefined && (apiKey === null || apiKey.scopes.includes(scope));

async function authenticate(
  { method, headers }: FastifyRequest,
  { keys, sessions }: GuardOptions,
): Promise<ApiKey> {
  const isByHeader = headers.authorization !== undefined;
  const key = isByHeader ? bearerKey(headers, keys) : await sessions.find(headers);
  // A browser sends its cookies by itself, and a header only if a script of this page sets it.
  if (key && !isByHeader) requireOwnOrigin(method, headers);
  if (!key) throw new UploaderError('unauthorized');
  return key;
}
