import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The page runs its own code only, shows its own pictures, and can be framed by nobody. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Placeholders are data, previews of what is being uploaded are blobs.
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Validators would be made of size and time, and both may be the same in the next version: names
 * under `/assets/` always have the same length, and archives may carry no times.
 */
const NEVER_CACHED = { cacheControl: false, etag: false, lastModified: false };

/**
 * `GET /` and `GET /assets/*`: the gallery page, which anybody may have; what it shows, it asks the
 * API for. Names under `/assets/` carry a hash of their bytes, so these are kept for ever.
 *
 * @param folder The built page; where it is not there, as in a source tree, there is no page.
 */
export async function pageRoutes(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '1y',
    setHeaders: (reply) => void reply.header('x-content-type-options', 'nosniff'),
  });
  app.get('/', (_request, reply) =>
    reply
      .headers({
        'cache-control': 'no-cache',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .sendFile('index.html', folder, NEVER_CACHED),
  );
}
