import { Health, Readiness } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import { UploaderError } from './errors.ts';
import { refusals } from './openapi/responses.ts';
import { sendProblem } from './problem.ts';
import type { Spool } from './spool/spool.ts';

const READINESS = {
  operationId: 'readiness',
  summary: 'Tell whether uploads are accepted, and the state of the spool',
  tags: ['operations'],
  security: [],
  response: { 200: Readiness, ...refusals('spool-full', 'spool-unwritable') },
};

/** `GET /healthz`: the process answers. `GET /readyz`: it can take uploads, and how far it is behind. */
export function healthRoutes(app: FastifyInstance, spool: Spool): void {
  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'health',
        summary: 'Tell whether the process answers',
        tags: ['operations'],
        security: [],
        response: { 200: Health },
      },
    },
    async () => ({ status: 'ok' }),
  );

  app.get('/readyz', { schema: READINESS }, async (_request, reply) => {
    try {
      await spool.probe();
    } catch (cause) {
      const said = spool.explain(cause);
      const problem =
        said instanceof UploaderError ? said : new UploaderError('spool-unwritable', { cause });
      // Whoever watches wants to know it now of all times.
      return sendProblem(reply, problem, { spool: spool.backlog() });
    }
    return { status: 'ready', spool: spool.backlog() };
  });
}
