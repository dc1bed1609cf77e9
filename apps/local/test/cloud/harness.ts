import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { openCatalog, type UploadRecord } from '@galeria/catalog';
import { createEraser, createGalleryEraser, dispatch, openDynamoDb, openS3 } from '@galeria/cloud';
import { newUploadId, originalKey, uploadKey } from '@galeria/media';
import { names, REGION, startStack } from '../stack.ts';

const BODY = 'bytes';

export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** Opens the clients of `packages/cloud` on the embedded servers. */
export async function openHarness() {
  const { sqs, queueUrl, close } = await startStack();
  const s3 = openS3({ region: REGION });
  const dynamodb = openDynamoDb({ region: REGION });
  const catalog = openCatalog({ table: names.table, dynamodb });
  const erase = createEraser({ s3, catalog, ...names });
  const queues = { sqs, queues: { image: queueUrl }, originalsBucket: names.originalsBucket };
  const put = (Bucket: string, Key: string, Body = BODY) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  let made = 0;

  return {
    s3,
    dynamodb,
    catalog,
    sqs,
    /** The URL of the queue for erasures, which is also that of the pictures. */
    erasures: queueUrl,
    queues,
    erase,
    eraseRenditions: createGalleryEraser({ s3, catalog, ...names }),
    recovery: {
      s3,
      catalog,
      erase,
      originalsBucket: names.originalsBucket,
      dispatch: (original: Parameters<typeof dispatch>[1]) => dispatch(queues, original),
      audit: undefined,
    },
    put,

    /** Registers an upload whose bytes are not stored. */
    async received(): Promise<UploadRecord> {
      const record = {
        upload: newUploadId(),
        id: (++made).toString(16).padStart(64, '0'),
        kind: 'image',
        mimeType: 'image/jpeg',
        size: BODY.length,
        filename: `beach ${made}.jpg`,
        receivedAt: new Date().toISOString(),
        generation: 1,
        cell: 'a',
      };
      await catalog.registerUpload(record);
      return record;
    },

    /** Puts the upload record and the original, as a shipper does. */
    async store(record: UploadRecord): Promise<void> {
      await put(names.originalsBucket, uploadKey(record.upload), JSON.stringify(record));
      await put(names.originalsBucket, originalKey(record.kind, record.id));
    },

    /** Deletes a row of the catalog, bypassing its code. */
    loseItem: (id: string) =>
      dynamodb.send(
        new DeleteItemCommand({
          TableName: names.table,
          Key: { pk: { S: `MEDIA#${id}` }, sk: { S: 'ITEM' } },
        }),
      ),

    /** The keys of all versions and delete markers under a prefix, in order. */
    async versions(Bucket: string, Prefix = ''): Promise<string[]> {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix }),
      );
      return [...Versions, ...DeleteMarkers].map(({ Key }) => String(Key)).toSorted();
    },

    /** Receives all messages, which stay hidden, and returns their bodies. */
    async messages(): Promise<string[]> {
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return bodies;
        bodies.push(...Messages.map(({ Body }) => String(Body)));
      }
    },

    async close() {
      for (const client of [s3, dynamodb]) client.destroy();
      await close();
    },
  };
}
