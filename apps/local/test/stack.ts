import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schema } from '@galeria/catalog/schema';
import { table } from '../src/program/resources/dynamodb.ts';
import { bucket, bucketVersioning } from '../src/program/resources/s3.ts';
import { queue } from '../src/program/resources/sqs.ts';
import { startServers } from '../src/servers.ts';

export const REGION = 'us-east-1';

/** The names of the buckets and the table. */
export const names = {
  originalsBucket: 'originals',
  galleryBucket: 'gallery',
  table: 'catalog',
} as const;

export type Stack = Awaited<ReturnType<typeof startStack>>;

/**
 * Starts the embedded servers with the buckets, the table and one queue, and sets the environment
 * variables with which the AWS SDK reaches them.
 */
export async function startStack() {
  const home = await mkdtemp(join(tmpdir(), 'galeria-stack-'));
  const servers = await startServers(home, REGION, () => {});
  Object.assign(process.env, servers.environment);
  const resources = {
    ...servers,
    region: REGION,
    accountId: '000000000000',
    keysDir: join(home, 'keys'),
  };
  await bucket(resources, { name: names.originalsBucket, inputs: {} });
  await bucket(resources, { name: names.galleryBucket, inputs: {} });
  await bucketVersioning(resources, {
    name: names.originalsBucket,
    inputs: {
      bucket: names.originalsBucket,
      versioningConfiguration: { status: 'Enabled' },
    },
  });
  await table(resources, {
    name: names.table,
    inputs: { ...schema, globalSecondaryIndexes: schema.indexes },
  });
  const { url } = await queue(resources, { name: 'image', inputs: {} });
  return {
    /** The data folder, deleted by `close`. */
    home,
    sqs: servers.sqs,
    queueUrl: String(url),
    async close() {
      await servers.close();
      await rm(home, { recursive: true });
    },
  };
}
