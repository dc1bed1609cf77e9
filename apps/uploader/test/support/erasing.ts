import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Catalog } from '@galeria/catalog';
import { createEraser, parseErasure } from '@galeria/cloud';

export interface ErasingOptions {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly catalog: Catalog;
  /** The URL of the queue of erasures. */
  readonly queue: string;
}

const POLL_MS = 20;
const WAIT_SECONDS = 1;

/** Deletes what the uploader requests, as the function of the pipeline does. */
export function startErasing({ s3, sqs, catalog, queue: QueueUrl }: ErasingOptions) {
  const erase = createEraser({
    s3,
    catalog,
    originalsBucket: 'originals',
    galleryBucket: 'gallery',
  });
  let paused = false;
  let stopped = false;
  let waiting = new AbortController();

  async function poll(): Promise<void> {
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      VisibilityTimeout: 1,
      // Each request costs milliseconds of processor time.
      WaitTimeSeconds: WAIT_SECONDS,
    });
    waiting = new AbortController();
    const { Messages = [] } = await sqs.send(receive, { abortSignal: waiting.signal });
    for (const { Body = '', ReceiptHandle } of Messages) {
      if (paused) return;
      const { deleted, late } = parseErasure(Body);
      await erase(deleted, late);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await sleep(POLL_MS);
      // A message that is not deleted is received again. A test may have set the clock back.
      if (!paused) await poll().catch(() => undefined);
    }
  }
  const running = run();

  return {
    /** Leaves requests in the queue. */
    pause: () => {
      paused = true;
      waiting.abort();
    },
    resume: () => {
      paused = false;
    },
    stop: async () => {
      stopped = true;
      waiting.abort();
      await running;
    },
  };
}
