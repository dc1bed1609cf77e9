import type { MediaSummary } from '@galeria/catalog';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Auditor } from '../audit/auditor.ts';
import { dispatchPending } from '../dispatch.ts';
import { UploaderError } from '../errors.ts';
import { RETRIES } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { ById } from '../query/schemas.ts';
import type { Cloud } from '../ship/ship-file.ts';

const Retry = Type.Object({
  /** Which items: those that failed is all that can be asked for. */
  status: Type.Literal('failed', { default: 'failed' }),
  kind: Type.Optional(Type.String({ maxLength: 64 })),
  /** Only what was uploaded then or later: RFC 3339. */
  since: Type.Optional(Type.String({ format: 'date-time' })),
  /** Only what failed for this reason. */
  code: Type.Optional(Type.String({ maxLength: 64 })),
  /** Where an earlier answer left off. */
  cursor: Type.Optional(Type.String({ maxLength: 1024 })),
});

const Retried = Type.Object({
  retried: Type.Integer(),
  /** There may be more: ask again with this. */
  cursor: Type.Optional(Type.String()),
});

const RetriedOne = Type.Object({ id: Type.String(), status: Type.String() });

/** `POST /media/:id/retry` and `POST /retries`. Asking twice is the same as asking once. */
export async function retryRoutes(
  app: FastifyInstance,
  { cloud, auditor }: { readonly cloud: Cloud; readonly auditor: Auditor },
): Promise<void> {
  const { catalog } = cloud;
  // Of its own alone: a body of another type must not count as none, which asks for everything.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async () => {
    throw new UploaderError('not-json');
  });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: RETRIES.bodyBytes },
    parseJson,
  );

  app.post<{ Params: Static<typeof ById>; Reply: Static<typeof RetriedOne> }>(
    '/media/:id/retry',
    { config: { scope: 'manage' }, schema: { params: ById, response: { 202: RetriedOne } } },
    async (request, reply) => {
      const { id } = request.params;
      const item = await cloudCall(catalog.get(id));
      if (!item) throw new UploaderError('not-found', { detail: id });
      const mayRetry = item.status === 'failed' || item.status === 'stored';
      const again = mayRetry && (await cloudCall(retry(item)));
      if (again) await auditor.record(request, { event: 'retry', result: 'accepted', id });
      return reply.code(202).send({ id, status: again ? 'stored' : item.status });
    },
  );

  app.post<{ Body: Static<typeof Retry>; Reply: Static<typeof Retried> }>(
    '/retries',
    {
      config: { scope: 'manage' },
      schema: { body: Retry, response: { 202: Retried } },
      // Nothing said is everything that failed.
      preValidation: async (request) => {
        request.body ??= {} as Static<typeof Retry>;
      },
    },
    async (request, reply) => {
      const answer = await cloudCall(retryAll(request.body));
      const { retried: items } = answer;
      if (items > 0) await auditor.record(request, { event: 'retry', result: 'accepted', items });
      return reply.code(202).send(answer);
    },
  );

  /** False: it did not fail, and does not lack a message from an earlier retry that was cut off. */
  async function retry({ id, kind, generation }: MediaSummary): Promise<boolean> {
    const pending = await catalog.requeue(id, generation);
    if (!pending) return false;
    await dispatchPending(cloud, { ...pending, kind });
    return true;
  }

  /** One answer looks at a bounded number of items, and says where to go on. */
  async function retryAll({ kind, since, code, cursor }: Static<typeof Retry>) {
    let at = cursor;
    let retried = 0;
    for (let page = 0; page < RETRIES.pages; page++) {
      const { items, cursor: next } = await catalog.list({
        limit: RETRIES.pageItems,
        ...(kind === undefined ? {} : { kind }),
        ...(at === undefined ? {} : { cursor: at }),
      });
      for (const item of items) {
        // Newest first: everything from here on is older.
        if (since !== undefined && Date.parse(item.createdAt) < Date.parse(since)) {
          return { retried };
        }
        const wanted = item.status === 'failed' && (!code || item.failure?.code === code);
        if (wanted && (await retry(item))) retried++;
      }
      at = next;
      if (at === undefined) return { retried };
    }
    return { retried, cursor: at };
  }
}
