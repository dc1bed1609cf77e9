import { addAbortSignal, finished, Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ExportManifest, ExportQuery, exportedManifest } from '@galeria/api';
import { createPaths } from '@galeria/api/export';
import type { MediaItem } from '@galeria/catalog';
import { statusOf } from '@galeria/cloud';
import { originalKey } from '@galeria/media';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { EXPORT } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { createItemReader } from '../query/read-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { readExportedAlbums } from './albums.ts';
import { archiveEntries, manifestText } from './archive.ts';
import { createManifest } from './manifest.ts';
import { countOf, type Selection, select } from './select.ts';
import { createSlots } from './slots.ts';
import { writeZip } from './zip.ts';

export interface ExportOptions {
  readonly cloud: Cloud;
  readonly readModel: ReadModel;
}

const SCHEMA = {
  operationId: 'exportMedia',
  summary: 'Export originals and all that their owner has added',
  description:
    'A ZIP64 of the originals, an XMP sidecar for each edited item, and `manifest.json` (`ExportManifest`). A connection that ends early has no complete archive.',
  tags: ['media'],
  ...keyWith('read'),
  querystring: ExportQuery,
  response: {
    200: {
      description: 'The archive, or with `format=manifest` its manifest',
      content: {
        'application/zip': { schema: { type: 'string', contentMediaType: 'application/zip' } },
        'application/json': { schema: ExportManifest, example: exportedManifest },
      },
    },
    ...refusals('bad-request', 'not-found', 'export-too-large', 'too-many-exports'),
    ...refusals('index-unavailable', 'cloud-unavailable', ...KEY_REFUSALS),
  },
};

/** `GET /export`: originals with all that their owner has added, as a stream of bounded memory. */
export function exportRoute(app: FastifyInstance, { cloud, readModel }: ExportOptions): void {
  const readItem = createItemReader(cloud, readModel);
  const slots = createSlots(EXPORT.parallel);
  app.addHook('preClose', async () => slots.endAll());

  app.get<{ Querystring: ExportQuery }>(
    '/export',
    { config: { scope: 'read' }, exposeHeadRoute: false, schema: SCHEMA },
    async ({ query: { format = 'zip', ...selection } }, reply) => {
      await check(selection);
      const folder = await folderOf(selection);
      const { signal, release } = slots.take();
      // Calls back also if the client has gone meanwhile.
      finished(reply.raw, release);
      const manifest = createManifest(new Date());
      const whole = Object.keys(selection).length === 0;
      const archive = {
        selected: select(selection, readModel, readItem),
        paths: createPaths(folder),
        manifest,
        albums: () =>
          readExportedAlbums(cloud.catalog, ({ id }) => whole || manifest.albums.has(id)),
      };
      if (format === 'manifest') {
        return reply
          .type('application/json')
          .send(
            addAbortSignal(signal, Readable.from(manifestText(archive), { objectMode: false })),
          );
      }
      const open = (item: MediaItem) => openOriginal(item, signal);
      const entries = archiveEntries({ ...archive, open });
      const bytes = Readable.from(writeZip(entries), { objectMode: false });
      const day = new Date().toISOString().slice(0, 10);
      return reply
        .type('application/zip')
        .header('content-disposition', contentDisposition(`galeria-${day}.zip`))
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(addAbortSignal(signal, bytes));
    },
  );

  /** @throws UploaderError `bad-request`, `export-too-large`, `index-unavailable` */
  async function check(selection: Selection): Promise<void> {
    if (selection.ids && Object.keys(selection).length > 1) {
      throw new UploaderError('bad-request', { detail: 'ids goes with no other condition' });
    }
    await cloudCall(readModel.catchUp());
    const count = await countOf(readModel, selection);
    if (count <= EXPORT.items) return;
    const detail = `${count} items, at most ${EXPORT.items}: export parts by from and to`;
    throw new UploaderError('export-too-large', { detail });
  }

  /** The one folder of an export of an album. */
  async function folderOf({ inAlbum }: Selection): Promise<string | undefined> {
    if (inAlbum === undefined) return undefined;
    const album = await cloudCall(cloud.catalog.readAlbum(inAlbum));
    if (!album) throw new UploaderError('not-found', { detail: inAlbum });
    return album.name;
  }

  async function openOriginal({ kind, id }: MediaItem, signal: AbortSignal) {
    try {
      const { Body } = await cloud.s3.send(
        new GetObjectCommand({ Bucket: cloud.originalsBucket, Key: originalKey(kind, id) }),
        { abortSignal: signal },
      );
      return addAbortSignal(signal, Body as Readable);
    } catch (cause) {
      if (statusOf(cause) === 404) return undefined;
      throw cause;
    }
  }
}
