import createFetchClient, { type Client } from 'openapi-fetch';
import type { ClientOptions } from './options.ts';
import type { paths } from './schema.ts';

export * from './events.ts';
export type { ClientOptions } from './options.ts';
export * from './types.ts';

/**
 * Creates a typed client of the API for Node.js and browsers. Every call resolves to
 * `{ data, error, response }`; `error` is a problem document (RFC 9457).
 *
 * @example
 * const galeria = createClient({ baseUrl: 'http://127.0.0.1:8080', key: () => process.env.KEY });
 * const { data } = await galeria.GET('/media', { params: { query: { limit: 10 } } });
 */
export function createClient({
  baseUrl = '',
  key = () => undefined,
  fetch = globalThis.fetch.bind(globalThis),
}: ClientOptions = {}): Client<paths> {
  const client = createFetchClient<paths>({ baseUrl, fetch });
  client.use({
    onRequest({ request }) {
      const token = key();
      // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
      if (token) request.headers.set('authorization', `Bearer ${token}`);
    },
  });
  return client;
}
