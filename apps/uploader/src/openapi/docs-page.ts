import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** Swagger UI and its page, beside the bundle: see build.ts. A run from the sources has none. */
const FOLDER = fileURLToPath(new URL('./docs', import.meta.url));

/** Swagger UI shows its own icons as data URLs, and styles them by attributes. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /docs/`: a readable reference of the API, which works offline. */
export async function docsPage(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${FOLDER}/index.html`)) return;
  const { default: fastifyStatic } = await import('@fastify/static');
  await app.register(fastifyStatic, {
    root: FOLDER,
    prefix: '/docs/',
    redirect: true,
    decorateReply: false,
    // The files carry no version in their names.
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
