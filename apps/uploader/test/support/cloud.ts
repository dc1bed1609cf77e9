import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openCatalog } from '@galeria/catalog';
import { startTable } from '@galeria/catalog/testing';
import { openDynamoDb } from '@galeria/cloud';
import { newFolder } from '@galeria/testing';
import { buildApp } from 'fauxqs';
import { queuesOf } from './environment.ts';
import { startErasing } from './erasing.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'galeria', secretAccessKey: 'galeria-secret' };
const s3Program = fileURLToPath(new URL('../../../local/src/s3/main.ts', import.meta.url));

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

/** Starts servers with the APIs of S3, DynamoDB and SQS, each on its own port. */
export async function startCloud() {
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  const [s3Server, dynamo, queues] = await Promise.all([
    startS3(),
    startTable('catalog'),
    startSqs(),
  ]);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamo.endpoint;
  const s3 = new S3Client({
    region,
    credentials,
    endpoint: s3Server.endpoint,
    forcePathStyle: true,
  });
  for (const Bucket of ['originals', 'gallery']) {
    await s3.send(new CreateBucketCommand({ Bucket }));
  }
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: 'originals',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  const dynamodb = openDynamoDb({ region });
  const catalog = openCatalog({ table: 'catalog', dynamodb });
  const { client: sqs, erasures: queue } = queues;
  const erasing = startErasing({ s3, sqs, catalog, queue });
  return {
    s3,
    catalog,
    /** The function that deletes the objects of deleted items. */
    erasing,
    /** The environment of an uploader that uses these servers. */
    environment: {
      AWS_ENDPOINT_URL_S3: s3Server.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_SQS: queues.endpoint,
      GALERIA_QUEUES: queuesOf(() => queues.url),
      GALERIA_ERASURES: queues.erasures,
    },
    /** Receives the message bodies in the queue, which all kinds share. */
    messages: queues.take,
    close: async () => {
      await erasing.stop();
      dynamodb.destroy();
      s3.destroy();
      await Promise.all([s3Server.close(), dynamo.close(), queues.close()]);
    },
  };
}

async function startS3() {
  const child = spawn(process.execPath, [s3Program, '--dir', await newFolder()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endpoint = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === 'listening') resolve(entry.endpoint);
    });
  });
  const close = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { endpoint, close };
}

async function startSqs() {
  const app = buildApp({ logger: false, defaultRegion: region });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const client = new SQSClient({ region, credentials, endpoint });
  const create = async (QueueName: string) => {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName }));
    // The queue URL of fauxqs has a host name that many resolvers do not resolve.
    return endpoint + new URL(QueueUrl!).pathname;
  };
  const url = await create('image');
  return {
    client,
    endpoint,
    url,
    erasures: await create('erasures'),
    take: async (): Promise<string[]> => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
      );
      return Messages.map(({ Body }) => Body!);
    },
    close: async () => {
      client.destroy();
      await app.close();
    },
  };
}
