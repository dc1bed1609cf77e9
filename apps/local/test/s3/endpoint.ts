import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { test } from '@jest/globals';
import { startS3 } from '../../src/s3/index.ts';

export interface Endpoint {
  readonly client: S3Client;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  /** What our own server delivered; undefined where another endpoint is tested. */
  readonly delivered: { queueArn: string; body: string }[] | undefined;
  /** Makes a bucket of a new name. */
  readonly bucket: () => Promise<string>;
  readonly close: () => Promise<void>;
}

const region = process.env.S3_REGION ?? 'eu-west-1';

export const queueArn = process.env.S3_QUEUE_ARN ?? `arn:aws:sqs:${region}:000000000000:contract`;

/**
 * The endpoint that the contract is held to: S3_ENDPOINT with S3_REGION, S3_ACCESS_KEY_ID and
 * S3_SECRET_ACCESS_KEY where it is set, else a server of our own on an empty folder.
 */
export async function openEndpoint(): Promise<Endpoint> {
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
    // It warns of streams that cannot be sent again, which is what some checks are about.
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

/** One check of the contract, with the page of AWS's documentation that it holds the server to. */
export function holds(page: `${'API' | 'userguide'}/${string}`, name: string, run: () => unknown) {
  test(`${name} (https://docs.aws.amazon.com/AmazonS3/latest/${page}.html)`, async () => {
    await run();
  });
}

/** The code and status of the error that a call ends with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; status: number }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return { code: error.name, status: error.$metadata.httpStatusCode ?? 0 };
  }
  throw new Error('the call was not refused');
}
