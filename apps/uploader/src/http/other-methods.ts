import type { FastifyInstance } from 'fastify';
import { UploaderError } from '../errors.ts';

/**
 * Answers 405, with an `Allow` header, to the methods that a path does not support. Call it before
 * the first route is declared, and the returned function after the last one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
 */
export function rejectOtherMethods(app: FastifyInstance): () => void {
  const supported = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = supported.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    supported.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...supported]) {
      const allow = [...methods].sort().join(', ');
      app.route({
        url,
        method: app.supportedMethods.filter((method) => !methods.has(method)),
        // Before Fastify parses the body.
        onRequest: async (_request, reply) => {
          reply.header('allow', allow);
          throw new UploaderError('method-not-allowed');
        },
        handler: () => undefined,
      });
    }
  };
}
