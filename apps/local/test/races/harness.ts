import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { openCatalog } from '@galeria/catalog';
import { checkMetadata } from '@galeria/catalog/check-metadata';
import { type Erase, openDynamoDb, openS3 } from '@galeria/cloud';
import {
  type Derive,
  kinds,
  type Metadata,
  newUploadId,
  objectCreatedMessage,
  originalKey,
  type Rendition,
  renditionKey,
} from '@galeria/media';
import { derive } from '@galeria/media/image';
import { createHandler, createLog } from '@galeria/processor';
import { TIMEOUT_MS } from '@galeria/testing';
import type { Cloud as Cell } from '@galeria/uploader/cloud';
import { type Shipment, shipFile } from '@galeria/uploader/ship';
import { createHandler as createErasureHandler } from '../../../../packages/processor/src/erasures/handler.ts';
import { noise } from '../e2e/media.ts';
import { names, REGION, startStack } from '../stack.ts';

/** A hook called at a named point inside a step, in which a test can run another step. */
export type Hook = () => Promise<unknown>;

export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** The type of a decoder of pictures. */
export type DeriveImage = Derive<Rendition, Metadata<'image'>>;

/** Runs the real shipper, processor and eraser against the embedded servers, in this process. */
export async function openHarness() {
  const { home, sqs, queueUrl, close } = await startStack();
  // A request that timed out on a busy machine would be repeated, and so would its effect.
  const dynamodb = openDynamoDb({ region: REGION, requestTimeoutMs: TIMEOUT_MS });
  const catalog = openCatalog({ table: names.table, dynamodb, checkMetadata });
  const s3 = openS3({ region: REGION });
  const erasures = createErasureHandler(
    { ...names, queueUrl, region: REGION },
    createLog(silence()),
  );
  const erase: Erase = async (deleted, late = []) => {
    const body = JSON.stringify({ deleted, late });
    const { batchItemFailures } = await erasures(eventOf(body));
    if (batchItemFailures.length > 0) throw new Error('not erased');
  };
  const cell: Cell = {
    catalog,
    s3,
    sqs,
    erase,
    ...names,
    queues: { image: queueUrl },
    erasures: queueUrl,
    cell: 'a',
    audit: { days: 30, forgetsNames: true },
  };

  return {
    catalog,
    sqs,

    /** Returns a spooled picture with the generation that the catalog gives it now. */
    async accepted(seed: number, make: (seed: number) => Promise<Buffer> = noise) {
      const bytes = await make(seed);
      const id = createHash('sha256').update(bytes).digest('hex');
      const path = join(home, `${newUploadId()}.bin`);
      await writeFile(path, bytes);
      const known = await catalog.describe(id);
      const generation: number | null =
        known.state === 'absent' ? 1 : known.generation + (known.state === 'alive' ? 0 : 1);
      return {
        upload: newUploadId(),
        id,
        kind: 'image',
        mimeType: 'image/jpeg',
        size: bytes.length,
        filename: `${seed}.jpg`,
        receivedAt: new Date().toISOString(),
        generation,
        folder: home,
        path,
      };
    },

    /**
     * Ships a file until it may leave the spool. `registered` runs before its bytes are sent, `stored`
     * after they are in the bucket and before the catalog records that.
     */
    async ship(
      entry: Parameters<typeof shipFile>[1],
      hooks: { registered?: Hook; stored?: Hook } = {},
    ) {
      let { registered, stored } = hooks;
      const hooked = {
        ...catalog,
        registerUpload: async (...args: Parameters<typeof catalog.registerUpload>) => {
          const registration = await catalog.registerUpload(...args);
          const hook = registered;
          registered = undefined;
          await hook?.();
          return registration;
        },
        confirmStored: async (...args: Parameters<typeof catalog.confirmStored>) => {
          const hook = stored;
          stored = undefined;
          await hook?.();
          return catalog.confirmStored(...args);
        },
      };
      for (;;) {
        const shipment: Shipment = await shipFile(
          { ...cell, catalog: hooked },
          entry,
          new AbortController().signal,
        );
        if (shipment.outcome !== 'again') return shipment;
      }
    },

    /**
     * Delivers an event of the original to a processor. `derived` runs before renditions are published;
     * `derive` replaces the decoder.
     */
    async process(id: string, hooks: { derived?: Hook; derive?: DeriveImage } = {}) {
      const hooked: DeriveImage = async (source) => {
        const derivation = await (hooks.derive ?? derive)(source);
        await hooks.derived?.();
        return derivation;
      };
      const config = { kind: kinds[0]!, ...names, queueUrl, region: REGION };
      const handler = createHandler(hooked, 'image', config, createLog(silence()), {
        checkMetadata,
      });
      const key = originalKey('image', id);
      const event = eventOf(objectCreatedMessage({ bucket: 'originals', key }));
      const { batchItemFailures } = await handler(event);
      return batchItemFailures.length === 0 ? 'done' : 'retry later';
    },

    async delete(id: string) {
      const deleted = await catalog.beginDelete(id);
      if (deleted) await erase(deleted);
    },

    /** Finishes a deletion whose tombstone exists. */
    erase,

    /** Publishes a rendition, like a processor that is then interrupted. */
    async publish(id: string, name: string) {
      const Key = renditionKey(id, name);
      await s3.send(new PutObjectCommand({ Bucket: 'gallery', Key, Body: 'x' }));
    },

    /** Returns the bytes and content type of a rendition. */
    async rendition(id: string, name: string) {
      const Key = renditionKey(id, name);
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: 'gallery', Key }));
      return { bytes: Buffer.from(await Body!.transformToByteArray()), mimeType: ContentType };
    },

    /** Returns every version of every object of an item. */
    async objects(id: string): Promise<string[]> {
      const found: string[] = [];
      for (const Bucket of ['originals', 'gallery']) {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket }),
        );
        found.push(
          ...Versions.map(({ Key }) => `${Key}`),
          ...DeleteMarkers.map(({ Key }) => `${Key} deleted`),
        );
      }
      return found.filter((key) => key.includes(id));
    },

    /** Returns the number of messages in the queue. */
    async messages(): Promise<number> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
      );
      return Messages.length;
    },

    async close() {
      dynamodb.destroy();
      s3.destroy();
      await close();
    },
  };
}

/** The first delivery of a message. */
const eventOf = (body: string) => {
  const attributes = { ApproximateReceiveCount: '1' };
  return { Records: [{ messageId: 'm', receiptHandle: 'none', body, attributes }] } as never;
};

const silence = () => ({ write: () => true }) as unknown as NodeJS.WritableStream as never;
