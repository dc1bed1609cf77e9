import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** Swagger UI and its page, beside the bundle (see build.ts). Absent when running from the sources. */
const FOLDER = fileURLToPath(new URL('./docs', import.meta.url));

/** Swagger UI has icons in data URLs and inline styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /docs/`: the API reference, which works offline. */
export async function docsPage(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${FOLDER}/index.html`)) return;
  const { default: fastifyStatic } = await import('@fastify/static');
  await app.register(fastifyStatic, {
    root: FOLDER,
    prefix: '/docs/',
    redirect: true,
    decorateReply: false,
    preCompressed: true,
    // The file names have no hash.
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'no-cache');
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.header('referrer-policy', 'no-referrer');
      reply.header('x-content-type-options', 'nosniff');
    },
  });
  app.get('/docs', (_request, reply) => reply.redirect('/docs/'));
}
