import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** The built page, beside the bundle: see build.ts. From the sources there is none. */
const FOLDER = fileURLToPath(new URL('./page', import.meta.url));

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
 */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(FOLDER)) return;
  // Loaded where there is something to serve: it is of no use to anybody else.
  const { default: fastifyStatic } = await import('@fastify/static');
  await app.register(fastifyStatic, {
    root: join(FOLDER, 'assets'),
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
      .sendFile('index.html', FOLDER, NEVER_CACHED),
  );
}
