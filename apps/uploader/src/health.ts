import { Health, Readiness } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import { UploaderError } from './errors.ts';
import { sendProblem } from './http/problem.ts';
import { refusals } from './openapi/responses.ts';
import type { ReadModel } from './read-model/read-model.ts';
import type { Spool } from './spool/spool.ts';

const READINESS = {
  operationId: 'readiness',
  summary: 'Tell whether uploads are accepted, and the state of the spool and of the index',
  tags: ['operations'],
  security: [],
  response: {
    200: Readiness,
    ...refusals('spool-full', 'spool-unwritable', 'too-many-open-files'),
  },
};

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: uploads are accepted; the spool's backlog and
 * the state of the index, which uploads do not depend on.
 */
export function healthRoutes(
  app: FastifyInstance,
  spool: Spool,
  readModel: Pick<ReadModel, 'report'>,
): void {
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
      const error = spool.toClientError(cause);
      const problem =
        error instanceof UploaderError ? error : new UploaderError('spool-unwritable', { cause });
      // Monitoring needs the backlog in this case too.
      return sendProblem(reply, problem, { spool: spool.backlog() });
    }
    const index = await readModel.report();
    return { status: 'ready', spool: spool.backlog(), ...(index && { index }) };
  });
}
