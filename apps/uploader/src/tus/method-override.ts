import type { FastifyInstance } from 'fastify';

const METHODS: ReadonlySet<string> = new Set(['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST']);

/**
 * Lets requests to `/tus` name their method in `X-HTTP-Method-Override`, for clients that cannot send
 * PATCH or DELETE. A page of another origin needs a preflight request for the header.
 *
 * @see https://tus.io/protocols/resumable-upload#x-http-method-override
 */
export function overrideMethods(app: FastifyInstance): void {
  app.server.prependListener('request', (request) => {
    const method = request.headers['x-http-method-override'];
    if (method === undefined || !/^\/tus(?:[/?]|$)/.test(request.url ?? '')) return;
    if (METHODS.has(String(method))) request.method = String(method);
  });
}
