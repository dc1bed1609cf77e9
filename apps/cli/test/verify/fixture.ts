import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { UploadRecord } from '@galeria/catalog';
import { names, REGION, startStack } from '@galeria/local/testing';
import { newUploadId, originalKey, renditionKey, uploadKey } from '@galeria/media';
import { closeAccess, openAccess } from '../../src/access.ts';
import { verifyPasses } from '../../src/verify/passes.ts';
import { recoveryTools } from '../../src/verify/repairs.ts';

const BODY = 'of some length';
export const RENDITIONS = ['a.webp', 'b.webp'];

let itemCount = 0;

/** Starts the embedded servers, creates items with chosen ids, and runs the passes of `verify`. */
export async function openFixture() {
  const { sqs, queueUrl, close } = await startStack();
  const stack = {
    url: 'http://127.0.0.1',
    region: REGION,
    ...names,
    queues: { image: queueUrl },
    audit: { days: 30, forgetsNames: true },
  };
  const tools = openAccess(stack, 0);
  const { catalog, s3, erase } = tools;

  const dynamodb = new DynamoDBClient({ region: stack.region });

  const put = (Bucket: string, Key: string, Body = BODY) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));

  /** Writes an upload record in the format of the shipper. */
  const putRecord = (record: UploadRecord) =>
    put('originals', uploadKey(record.upload), JSON.stringify(record));

  /** Returns the sort keys of an item's rows. */
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

  /** Registers an item whose bytes are still in a spool. */
  async function preRegister(id: string): Promise<UploadRecord> {
    const record: UploadRecord = {
      upload: newUploadId(),
      id,
      kind: 'image',
      mimeType: 'image/jpeg',
      size: BODY.length,
      filename: `sea ${++itemCount}.jpg`,
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
    preRegister,
    put,
    putRecord,
    rowsOf,
    /** Returns the number of messages in the queue. */
    async messages(): Promise<number> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
      );
      return Messages.length;
    },
    /** The clients and settings that the command passes to recovery. */
    recovery: recoveryTools(tools),

    /**
     * Deletes the rows of an item whose sort keys start with `prefix`, bypassing the catalog's code.
     */
    async loseRows(id: string, prefix = '') {
      for (const sk of (await rowsOf(id)).filter((one) => one.startsWith(prefix))) {
        const Key = { pk: { S: `MEDIA#${id}` }, sk: { S: sk } };
        await dynamodb.send(new DeleteItemCommand({ TableName: stack.table, Key }));
      }
    },
    remove: (Bucket: string, Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),

    /** Creates a ready item with its original, upload record and renditions. */
    async addReadyItem(id: string): Promise<UploadRecord> {
      const record = await preRegister(id);
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
        metadata: { format: 'jpeg', title: `wave ${itemCount}` },
        renditions: RENDITIONS.map((name) => ({ name, mimeType: 'image/webp', size: BODY.length })),
        recipe: 'one',
        attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
      });
      return record;
    },

    /** Writes the tombstone of an item. With `whole`, also erases its objects and rows. */
    async deleteItem(id: string, { whole }: { readonly whole: boolean }) {
      const deleted = await catalog.beginDelete(id);
      if (deleted && whole) await erase(deleted);
    },

    /**
     * Runs all passes. `before` is called with the number of each pass before it starts; changes made
     * after the first call are within the grace period.
     *
     * @returns the sorted findings and the numbers of re-checked and unchecked objects
     */
    async verify({
      repair = false,
      before = async () => {},
    }: {
      repair?: boolean;
      before?: (pass: number) => Promise<unknown>;
    } = {}) {
      // Writes of this millisecond must be older than `before`.
      await sleep(2);
      const access = { ...tools, before: Date.now() };
      await sleep(2);
      const found: string[] = [];
      let rechecked = 0;
      let unchecked = 0;
      for (const [number, pass] of verifyPasses(access).entries()) {
        await before(number);
        for await (const { seen, findings, unchecked: some = 0 } of pass) {
          rechecked += seen.rechecked ?? 0;
          unchecked += some;
          for (const { fault, subject, ...finding } of findings) {
            found.push(`${fault} ${subject}`);
            if (repair) await finding.repair?.();
          }
        }
      }
      return { found: found.toSorted(), rechecked, unchecked };
    },

    async close() {
      dynamodb.destroy();
      closeAccess(tools);
      await close();
    },
  };
}
