import type { FastifyInstance } from 'fastify';
import { UploaderError } from '../errors.ts';

/**
 * Lets the routes of an encapsulated instance take JSON bodies alone, up to a size in bytes. Other types
 * are refused with `not-json`.
 */
export function parseOnlyJson(app: FastifyInstance, bodyLimit: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async () => {
    throw new UploaderError('not-json');
  });
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit },
    app.getDefaultJsonParser('error', 'error'),
  );
}
