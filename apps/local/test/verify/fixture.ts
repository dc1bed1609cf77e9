import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { UploadRecord } from '@galeria/catalog';
import { newUploadId, originalKey, renditionKey, uploadKey } from '@galeria/media';
import { closeAccess, openAccess } from '../../../cli/src/access.ts';
import { recoveryTools } from '../../../cli/src/verify/repairs.ts';
import { walksThrough } from '../../../cli/src/verify/walks.ts';
import { openHouse } from '../races/house.ts';

const BODY = 'of some length';
export const RENDITIONS = ['a.webp', 'b.webp'];

let planted = 0;

/** The embedded servers with items of any id, and `verify`'s walks through them. */
export async function openGarden() {
  const house = await openHouse();
  const { QueueUrl } = await house.sqs.send(new GetQueueUrlCommand({ QueueName: 'image' }));
  const stack = {
    url: 'http://127.0.0.1',
    region: 'us-east-1',
    table: 'catalog',
    originalsBucket: 'originals',
    galleryBucket: 'gallery',
    queues: { image: QueueUrl! },
    audit: { days: 30, forgetsNames: true },
  };
  const tools = openAccess(stack, 0);
  const { catalog, s3, erase } = tools;

  const dynamodb = new DynamoDBClient({ region: stack.region });

  const put = (Bucket: string, Key: string, Body = BODY) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));

  /** The record of an upload, as the shipper writes it beside the originals. */
  const putRecord = (record: UploadRecord) =>
    put('originals', uploadKey(record.upload), JSON.stringify(record));

  /** The sort keys of an item's rows. */
  async function rowsOf(id: string): Promise<string[]> {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: stack.table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `MEDIA#${id}` } },
      }),
    );
    return Items.map(({ sk }) => sk!.S!);
  }

  /** An item that is only announced: its bytes are in a spool. */
  async function announce(id: string): Promise<UploadRecord> {
    const record: UploadRecord = {
      upload: newUploadId(),
      id,
      kind: 'image',
      mimeType: 'image/jpeg',
      size: BODY.length,
      filename: `sea ${++planted}.jpg`,
      receivedAt: new Date().toISOString(),
      generation: 1,
      cell: 'a',
      address: '192.0.2.1',
    };
    await catalog.registerUpload(record);
    return record;
  }

  return {
    catalog,
    announce,
    put,
    putRecord,
    rowsOf,
    /** How many messages ask for something to be processed. */
    messages: house.messages,
    /** What recovering takes, as the tool has it. */
    recovery: recoveryTools(tools),

    /** Deletes rows of an item whose sort keys begin so, past the catalog's own code. */
    async loseRows(id: string, prefix = '') {
      for (const sk of (await rowsOf(id)).filter((one) => one.startsWith(prefix))) {
        const Key = { pk: { S: `MEDIA#${id}` }, sk: { S: sk } };
        await dynamodb.send(new DeleteItemCommand({ TableName: stack.table, Key }));
      }
    },
    remove: (Bucket: string, Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),

    /** A ready item with its original, its upload record and its renditions. */
    async plant(id: string): Promise<UploadRecord> {
      const record = await announce(id);
      await put('originals', originalKey('image', id));
      await putRecord(record);
      await catalog.confirmStored(id, 1);
      const taken = await catalog.claim(id, {
        kind: 'image',
        owner: newUploadId(),
        leaseSeconds: 9,
      });
      if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
      for (const name of RENDITIONS) await put('gallery', renditionKey(id, name));
      await catalog.complete(taken.claim, {
        mimeType: 'image/jpeg',
        metadata: { title: `wave ${planted}` },
        renditions: RENDITIONS.map((name) => ({ name, mimeType: 'image/webp', size: BODY.length })),
        recipe: 'one',
        attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
      });
      return record;
    },

    /** Writes the tombstone of an item, and with `whole` takes everything away as well. */
    async bury(id: string, { whole }: { readonly whole: boolean }) {
      const burial = await catalog.beginDelete(id);
      if (burial && whole) await erase(burial);
    },

    /**
     * Goes through the walks. `before` is called at the beginning of each, by its number; what was
     * changed after the first such call is too young to count.
     *
     * @returns what was found, sorted, how much was looked at one by one, and how much was not judged
     */
    async verify({
      repair = false,
      before = async () => {},
    }: {
      repair?: boolean;
      before?: (walk: number) => Promise<unknown>;
    } = {}) {
      // What was written in this very millisecond is to count.
      await sleep(2);
      const access = { ...tools, before: Date.now() };
      await sleep(2);
      const found: string[] = [];
      let again = 0;
      let unjudged = 0;
      for (const [number, walk] of walksThrough(access).entries()) {
        await before(number);
        for await (const { seen, findings, unjudged: some = 0 } of walk) {
          again += seen.again ?? 0;
          unjudged += some;
          for (const { fault, subject, ...finding } of findings) {
            found.push(`${fault} ${subject}`);
            if (repair) await finding.repair?.();
          }
        }
      }
      return { found: found.toSorted(), again, unjudged };
    },

    async close() {
      dynamodb.destroy();
      closeAccess(tools);
      await house.close();
    },
  };
}
