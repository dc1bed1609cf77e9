import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, test } from '@jest/globals';
import { startS3 } from '../../src/s3/index.ts';

interface Endpoint {
  readonly client: S3Client;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  /** The events that our server delivered. Undefined for another endpoint. */
  readonly delivered: { queueArn: string; body: string }[] | undefined;
  /** Creates a bucket with a unique name. */
  readonly bucket: () => Promise<string>;
  readonly close: () => Promise<void>;
}

const region = process.env.S3_REGION ?? 'eu-west-1';

export const queueArn = process.env.S3_QUEUE_ARN ?? `arn:aws:sqs:${region}:000000000000:contract`;

/**
 * Opens the endpoint to test: S3_ENDPOINT with S3_REGION, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY if
 * set, else our own server on an empty folder.
 */
async function openEndpoint(): Promise<Endpoint> {
  const credentials = {
    accessKeyId: process.env.S3_ACCESS_KEY_ID ?? 'CONTRACTKEY',
    secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? 'contract-secret',
  };
  const other = process.env.S3_ENDPOINT;
  const delivered: { queueArn: string; body: string }[] = [];
  const dir = await mkdtemp(join(tmpdir(), 'galeria-s3-'));
  const deliver = async (queue: string, body: string) => {
    delivered.push({ queueArn: queue, body });
  };
  const server = other ? undefined : await startS3({ dir, region, credentials, deliver });
  const endpoint = other ?? server?.endpoint ?? '';
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    // The SDK would warn of streams that cannot be retried, which some checks use.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    client,
    endpoint,
    region,
    credentials,
    delivered: other ? undefined : delivered,
    async bucket() {
      const Bucket = `contract-${randomBytes(6).toString('hex')}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    async close() {
      client.destroy();
      await server?.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Opens the endpoint with a bucket for one test file, and closes it after the file. */
export async function openContract(): Promise<Endpoint & { readonly Bucket: string }> {
  const endpoint = await openEndpoint();
  afterAll(() => endpoint.close());
  return { ...endpoint, Bucket: await endpoint.bucket() };
}

/** A check of the contract that cites the page of AWS's documentation. */
export function holds(page: `${'API' | 'userguide'}/${string}`, name: string, run: () => unknown) {
  test(`${name} (https://docs.aws.amazon.com/AmazonS3/latest/${page}.html)`, async () => {
    await run();
  });
}

/** Returns the code and status of the error of a call. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; status: number }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return { code: error.name, status: error.$metadata.httpStatusCode ?? 0 };
  }
  throw new Error('the call was not refused');
}
