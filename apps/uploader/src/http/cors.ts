import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { PREFLIGHT_SECONDS } from '../limits.ts';

/** Response headers that pages of the listed origins may read, besides those that all may read. */
export const EXPOSED_HEADERS = [
  'accept-ranges',
  'allow',
  'content-disposition',
  'content-encoding',
  'content-location',
  'content-range',
  'date',
  'etag',
  'galeria-duplicate',
  'galeria-item',
  'location',
  'repr-digest',
  'retry-after',
  'tus-checksum-algorithm',
  'tus-extension',
  'tus-max-size',
  'tus-resumable',
  'tus-version',
  'upload-concat',
  'upload-defer-length',
  'upload-expires',
  'upload-length',
  'upload-metadata',
  'upload-offset',
  'www-authenticate',
];

/**
 * Reads a list of origins that is separated by commas. A wildcard and `null` are no origins.
 *
 * @throws TypeError with the first entry that is not an origin
 */
export function parseOrigins(list: string): string[] {
  const origins = list.split(',').flatMap((entry) => entry.trim() || []);
  for (const origin of origins) {
    if (!/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin)
      throw new TypeError(origin);
  }
  return origins;
}

/**
 * Lets the pages of these origins call the API with an API key. Call it before the guard, as preflight
 * requests carry no key, and before routes are declared. Without origins nothing changes.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  if (origins.length === 0) return;
  await app.register(fastifyCors, {
    origin: (origin, done) => done(null, origin !== undefined && origins.includes(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_SECONDS,
    // An OPTIONS request that is not a preflight is no error of its own.
    strictPreflight: false,
  });
}
