import { ByToken, Dropped } from '@galeria/api';
import type { DropAmount, Share } from '@galeria/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Sender } from '../audit/sender.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { type AcceptOptions, createAccepter } from '../receive/accept.ts';
import { partsOf } from '../receive/multipart.ts';
import type { ReceivedFile } from '../receive/receive-file.ts';
import { type ReceiveOptions, receiveRequest } from '../receive/receive-request.ts';
import { createShareFinder } from './find-share.ts';
import { requireUnlocked } from './unlocked.ts';
import { setVisitorHeaders } from './visitor-headers.ts';
import { VISITOR_REFUSALS } from './visitor-routes.ts';
import { withinDrop } from './within-drop.ts';

export interface DropRouteOptions extends ReceiveOptions, AcceptOptions {
  readonly cloud: Pick<Cloud, 'catalog'>;
}

/**
 * `POST /s/:token/uploads`: takes files of a guest, as `POST /uploads` does, within the limits of a drop.
 * Encapsulated, for the headers.
 */
export async function dropRoute(app: FastifyInstance, options: DropRouteOptions): Promise<void> {
  app.addHook('onRequest', setVisitorHeaders);
  const { catalog } = options.cloud;
  const find = createShareFinder(catalog);
  const accept = createAccepter(options);

  async function receive(request: FastifyRequest, share: Share, sender: Sender) {
    let taken: DropAmount | undefined;
    /** Two requests at the same time may both have found room: this write decides. */
    const take = async (received: readonly ReceivedFile[]) => {
      const bytes = received.reduce((sum, { size }) => sum + size, 0);
      const amount = { files: received.length, bytes };
      if (!(await cloudCall(catalog.takeFromDrop(share, amount)))) {
        throw new UploaderError('drop-full');
      }
      taken = amount;
    };
    const parts = withinDrop(partsOf(request), leftOf(share));
    try {
      return await receiveRequest(options, request, sender, parts, take);
    } catch (error) {
      if (taken) await giveBack(request, share, taken);
      throw error;
    }
  }

  /** The files were not kept. */
  async function giveBack(request: FastifyRequest, { id }: Share, taken: DropAmount) {
    await catalog
      .giveBackToDrop(id, taken)
      .catch((err) => request.log.warn({ err, share: id, taken }, 'drop not given back'));
  }

  app.post<{ Params: Static<typeof ByToken>; Reply: Dropped }>(
    '/s/:token/uploads',
    {
      schema: {
        operationId: 'dropFiles',
        summary: 'Upload files by a link',
        description:
          'Answers 202 once all files of the request are on disk, or keeps none of them.',
        tags: ['visitors'],
        security: [],
        params: ByToken,
        response: {
          202: Dropped,
          ...refusals(
            'password-required',
            'drop-full',
            'no-file',
            'empty-file',
            'broken-multipart',
            'digest-mismatch',
            'not-multipart',
            'kind-unsupported',
            'file-too-large',
            'too-many-parts',
            'too-slow',
            'spool-full',
            'spool-unwritable',
            'too-many-open-files',
            ...VISITOR_REFUSALS,
          ),
        },
      },
    },
    async (request, reply) => {
      const share = await find(request.params.token, 'drop');
      requireUnlocked(share, request);
      request.shareId = share.id;
      const accepted = await accept(request, (sender) =>
        receive(request, share, { ...sender, ...(share.album && { album: share.album }) }),
      );
      // A guest learns nothing of items, such as whether one was known.
      const uploads = accepted.map(({ entry: { filename, size } }) => ({ filename, size }));
      return reply.code(202).send({ uploads });
    },
  );
}

const leftOf = ({ maxFiles = 0, maxBytes = 0, files, bytes }: Share): DropAmount => ({
  files: maxFiles - files,
  bytes: maxBytes - bytes,
});
