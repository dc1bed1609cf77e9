import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { newUploadId, originalKey, renditionKey } from '@galeria/media';
import { closeAccess, openAccess } from '../../../cli/src/access.ts';
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
  };
  const tools = openAccess(stack, 0);
  const { catalog, s3, erase } = tools;

  const put = (Bucket: string, Key: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: BODY }));

  /** An item that is only announced: its bytes are in a spool. */
  async function announce(id: string) {
    await catalog.registerUpload({
      upload: newUploadId(),
      id,
      kind: 'image',
      mimeType: 'image/jpeg',
      size: BODY.length,
      filename: `sea ${++planted}.jpg`,
      receivedAt: new Date().toISOString(),
      generation: 1,
      cell: 'a',
    });
  }

  return {
    catalog,
    announce,
    put,
    remove: (Bucket: string, Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),

    /** A ready item with its original and its renditions. */
    async plant(id: string) {
      await announce(id);
      await put('originals', originalKey('image', id));
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
     * @returns what was found, sorted, and how much was looked at one by one
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
      for (const [number, walk] of walksThrough(access).entries()) {
        await before(number);
        for await (const { seen, findings } of walk) {
          again += seen.again ?? 0;
          for (const { fault, subject, ...finding } of findings) {
            found.push(`${fault} ${subject}`);
            if (repair) await finding.repair?.();
          }
        }
      }
      return { found: found.toSorted(), again };
    },

    async close() {
      closeAccess(tools);
      await house.close();
    },
  };
}
