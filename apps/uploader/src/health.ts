import type { FastifyInstance } from 'fastify';
import { UploaderError } from './errors.ts';
import { sendProblem } from './problem.ts';
import type { Spool } from './spool/spool.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: it can take uploads, and how far it is behind. */
export function healthRoutes(app: FastifyInstance, spool: Spool): void {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
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
