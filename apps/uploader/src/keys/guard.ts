import type { ApiKey, Scope } from '@galeria/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { bearerKey } from './bearer.ts';
import { checkBrowser } from './browser.ts';
import type { KeyStore } from './key-store.ts';
import { isLoopback } from './loopback.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that this route needs; a route without one is open to everybody. */
    readonly scope?: Scope;
  }
  interface FastifyRequest {
    /** The key that the request came with; null where none is needed. */
    apiKey: ApiKey | null;
  }
}

export interface GuardOptions {
  readonly keys: KeyStore;
  /** The address that is listened on. */
  readonly host: string;
}

/**
 * Lets a request through to its route, or not. Where keys are required each route needs one with its
 * scope; on loopback, and as long as none was ever made, the machine's user is trusted, and what
 * guards is that no web page may act for them, or learn anything by them.
 */
export function guard(app: FastifyInstance, { keys, host }: GuardOptions): void {
  const local = isLoopback(host);
  app.decorateRequest('apiKey', null);
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config;
    if (local) checkBrowser(request.headers, scope === undefined);
    if (scope === undefined || (local && !keys.required())) return;
    request.apiKey = authenticate(request, keys);
    if (!holds(request, scope)) throw new UploaderError('scope-missing', { detail: scope });
  });
}

/** Whether the request may do what needs this scope. */
export const holds = ({ apiKey }: FastifyRequest, scope: Scope): boolean =>
  apiKey === null || apiKey.scopes.includes(scope);

function authenticate({ headers }: FastifyRequest, keys: KeyStore): ApiKey {
  const key = bearerKey(headers, keys);
  if (!key) throw new UploaderError('unauthorized');
  return key;
}
