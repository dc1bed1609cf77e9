import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByToken } from '@galeria/api';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Cloud } from '../cloud.ts';
import { toProblem } from '../http/problem.ts';
import { RETRY_AFTER_SECONDS } from '../limits.ts';
import { PAGE_FOLDER } from '../page.ts';
import { createShareFinder } from './find-share.ts';
import { setVisitorHeaders } from './visitor-headers.ts';

/** Renditions and the routes of the link are on the same origin. Placeholders are data URLs. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  // The form for the password is sent by script.
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * `GET /s/:token`: the page for the visitors of a link. It has the same content for every token, and
 * asks the routes of the link what to show. Part of the bundle only.
 */
export async function sharePage(
  app: FastifyInstance,
  { cloud: { catalog } }: { readonly cloud: Pick<Cloud, 'catalog'> },
): Promise<void> {
  const path = join(PAGE_FOLDER, 'share.html');
  if (!existsSync(path)) return;
  const html = await readFile(path, 'utf8');
  const find = createShareFinder(catalog);
  app.addHook('onRequest', setVisitorHeaders);

  app.get<{ Params: Static<typeof ByToken> }>('/s/:token', async ({ params }, reply) => {
    const status = await find(params.token).then(
      () => 200,
      (error: FastifyError) => toProblem(error).status,
    );
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .send(html);
  });
}
