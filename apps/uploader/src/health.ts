import type { FastifyInstance } from 'fastify';
import { UploaderError } from './errors.ts';
import type { Spool } from './spool/spool.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: it can take uploads, and how far it is behind. */
export function healthRoutes(app: FastifyInstance, spool: Spool): void {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async () => {
    try {
      await spool.probe();
    } catch (cause) {
      if (cause instanceof UploaderError) throw cause;
      throw new UploaderError('spool-unwritable', { cause });
    }
    return { status: 'ready', spool: spool.backlog() };
  });
}
