import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ensureQueue } from '../../src/sqs/queue.ts';
import { startSqs } from '../../src/sqs/server.ts';

let dir: string;
const clients: SQSClient[] = [];
const hosts: ChildProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-sqs-'));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const host of hosts.splice(0)) host.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

function client(endpoint: string, maxAttempts?: number): SQSClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sqs = new SQSClient({
    endpoint,
    region: 'eu-west-1',
    credentials,
    ...(maxAttempts && { maxAttempts }),
  });
  clients.push(sqs);
  return sqs;
}

async function spawnHost(): Promise<{ endpoint: string; kill: () => Promise<void> }> {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const host = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  hosts.push(host);
  const [endpoint] = await once(createInterface(host.stdout!), 'line');
  return {
    endpoint,
    async kill() {
      const exit = once(host, 'exit');
      host.kill('SIGKILL');
      await exit;
    },
  };
}

const receive = async (sqs: SQSClient, QueueUrl: string) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] })))
    .Messages ?? [];

test('a message survives kill -9 of the server', async () => {
  const first = await spawnHost();
  const sqs = client(first.endpoint);
  const QueueUrl = await ensureQueue(sqs, { QueueName: 'images' });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  await first.kill();

  const second = await startSqs({ dir, region: 'eu-west-1' });
  const messages = await receive(client(second.endpoint), QueueUrl);
  await second.close();
  expect(messages.map(({ Body }) => Body)).toEqual(['kept']);
});

test('a message in flight at kill -9 is visible at once and keeps its receive count', async () => {
  const first = await spawnHost();
  const sqs = client(first.endpoint);
  const QueueUrl = await ensureQueue(sqs, {
    QueueName: 'images',
    Attributes: { VisibilityTimeout: '3600' },
  });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'in flight' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'deleted' }));
  expect(await receive(sqs, QueueUrl)).toHaveLength(1);
  const [deleted] = await receive(sqs, QueueUrl);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: deleted!.ReceiptHandle }));
  await first.kill();

  const second = await startSqs({ dir, region: 'eu-west-1' });
  const again = client(second.endpoint);
  const [message] = await receive(again, QueueUrl);
  const rest = await receive(again, QueueUrl);
  await second.close();
  expect(message?.Body).toBe('in flight');
  expect(message?.Attributes?.ApproximateReceiveCount).toBe('2');
  expect(rest).toEqual([]);
});

test('the server listens on loopback only', async () => {
  const sqs = await startSqs({ dir, region: 'eu-west-1' });
  const { hostname, port } = new URL(sqs.endpoint);
  const others = ['::1', ...addressesBeyondLoopback()];
  const open = await Promise.all(others.map((host) => accepts(host, Number(port))));
  const own = await accepts(hostname, Number(port));
  await sqs.close();
  expect(own).toBe(true);
  expect(open).toEqual(others.map(() => false));
});

test('an existing queue gets the new attributes and address', async () => {
  const first = await startSqs({ dir, region: 'eu-west-1' });
  await ensureQueue(client(first.endpoint), {
    QueueName: 'images',
    Attributes: { VisibilityTimeout: '30' },
  });
  await first.close();

  const second = await startSqs({ dir, region: 'eu-west-1' });
  const sqs = client(second.endpoint);
  const QueueUrl = await ensureQueue(sqs, {
    QueueName: 'images',
    Attributes: { VisibilityTimeout: '60' },
  });
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  await second.close();
  expect(QueueUrl).toBe(`${second.endpoint}/000000000000/images`);
  expect(Attributes).toMatchObject({
    VisibilityTimeout: '60',
    QueueArn: 'arn:aws:sqs:eu-west-1:000000000000:images',
  });
});

test('a message is always on disk while it moves to the dead-letter queue', async () => {
  const server = await startSqs({ dir, region: 'eu-west-1' });
  const sqs = client(server.endpoint);
  const deadLetters = await ensureQueue(sqs, { QueueName: 'dead' });
  const deadLetterTargetArn = 'arn:aws:sqs:eu-west-1:000000000000:dead';
  const images = await ensureQueue(sqs, {
    QueueName: 'images',
    Attributes: {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    },
  });
  await sqs.send(new SendMessageCommand({ QueueUrl: images, MessageBody: 'poison' }));
  expect(await receive(sqs, images)).toHaveLength(1);

  // The move is a delete and an insert. If the insert fails, the delete must be rolled back.
  const database = new DatabaseSync(join(dir, 'fauxqs.db'));
  database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON sqs_messages WHEN new.queue_name = 'dead'
    BEGIN SELECT RAISE(ABORT, 'refused'); END`);
  await expect(receive(client(server.endpoint, 1), images)).rejects.toMatchObject({
    $metadata: { httpStatusCode: 500 },
  });
  const places = database.prepare('SELECT queue_name FROM sqs_messages');
  expect(places.all()).toMatchObject([{ queue_name: 'images' }]);

  database.exec('DROP TRIGGER refuse');
  expect((await receive(sqs, deadLetters)).map(({ Body }) => Body)).toEqual(['poison']);
  expect(places.all()).toMatchObject([{ queue_name: 'dead' }]);
  database.close();
  await server.close();
});

test('arrivals are reported by queue, also for existing queues', async () => {
  const first = await startSqs({ dir, region: 'eu-west-1' });
  await ensureQueue(client(first.endpoint), { QueueName: 'images' });
  await first.close();

  const second = await startSqs({ dir, region: 'eu-west-1' });
  const sqs = client(second.endpoint);
  const audio = await ensureQueue(sqs, { QueueName: 'audio' });
  const images = await ensureQueue(sqs, { QueueName: 'images' });
  const arrivals: string[] = [];
  const stop = second.onArrival((name) => arrivals.push(name));
  await sqs.send(new SendMessageCommand({ QueueUrl: images, MessageBody: '1' }));
  await sqs.send(new SendMessageCommand({ QueueUrl: audio, MessageBody: '2' }));
  stop();
  await sqs.send(new SendMessageCommand({ QueueUrl: audio, MessageBody: '3' }));
  await second.close();
  expect(arrivals).toEqual(['images', 'audio']);
});

function addressesBeyondLoopback(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
