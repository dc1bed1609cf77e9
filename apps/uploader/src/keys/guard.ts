import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey, Scope } from '@galeria/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
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
export function guard(app: FastifyInstance, { keys, host, corsOrigins }: GuardOptions): void {
  const local = isLoopback(host);
  app.decorateRequest('apiKey', null);
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config;
    if (local) checkBrowser(request.headers, scope === undefined, corsOrigins);
    if (scope === undefined || (local && !keys.required())) return;
    request.apiKey = authenticate(request, keys);
    if (!hasScope(request, scope)) throw new UploaderError('scope-missing', { detail: scope });
  });
}

/** Returns whether these headers would grant a scope now: keys come and go while a stream is open. */
export function createAccessCheck({ keys, host }: Pick<GuardOptions, 'keys' | 'host'>) {
  const local = isLoopback(host);
  return (headers: IncomingHttpHeaders, scope: Scope): boolean =>
    (local && !keys.required()) || bearerKey(headers, keys)?.scopes.includes(scope) === true;
}

/** Whether the request has this scope. */
export const hasScope = ({ apiKey }: FastifyRequest, scope: Scope): boolean =>
  apiKey === null || apiKey.scopes.includes(scope);

function authenticate({ headers }: FastifyRequest, keys: KeyStore): ApiKey {
  const key = bearerKey(headers, keys);
  if (!key) throw new UploaderError('unauthorized');
  return key;
}
