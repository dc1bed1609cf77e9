import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** The built page, beside the bundle (see build.ts). Absent when running from the sources. */
export const PAGE_FOLDER = fileURLToPath(new URL('./page', import.meta.url));

/** The page loads its own scripts and images only, and cannot be framed. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Placeholders are data URLs; previews of uploads are blobs.
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * @fastify/static derives validators from size and time, and both may be equal in the next version:
 * file names under `/assets/` have a fixed length, and archives may carry no times.
 */
const NEVER_CACHED = { cacheControl: false, etag: false, lastModified: false };

/**
 * `GET /` and `GET /assets/*`: the gallery page. It is public and reads its data from the API. Names
 * under `/assets/` contain a hash of the content, so browsers may cache these files for ever.
 */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(PAGE_FOLDER)) return;
  // Loaded only if there is a page to serve.
  const { default: fastifyStatic } = await import('@fastify/static');
  await app.register(fastifyStatic, {
    root: join(PAGE_FOLDER, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    preCompressed: true,
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
      .sendFile('index.html', PAGE_FOLDER, NEVER_CACHED),
  );
}
