import type { FastifyInstance } from 'fastify';
import { UploaderError } from './errors.ts';

/**
 * Answers the methods that an address does not know, of every address that has routes once the server
 * is ready. To be called before the first of them is declared.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    known.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...known]) {
      const allow = [...methods].sort().join(', ');
      app.route({
        url,
        method: app.supportedMethods.filter((method) => !methods.has(method)),
        // Before a body would be parsed, of which nothing is wanted.
        onRequest: async (_request, reply) => {
          reply.header('allow', allow);
          throw new UploaderError('method-not-allowed');
        },
        handler: () => undefined,
      });
    }
  };
}
