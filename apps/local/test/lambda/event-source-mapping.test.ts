import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { eventually } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  type EventSourceMapping,
  type EventSourceMappingOptions,
  startEventSourceMapping,
} from '../../src/lambda/event-source-mapping.ts';
import { createFunction } from '../../src/lambda/function.ts';
import type { LambdaFunction, LogEntry } from '../../src/lambda/types.ts';
import { ensureQueue } from '../../src/sqs/queue.ts';
import { type SqsServer, startSqs } from '../../src/sqs/server.ts';
import { memoryLog, spec } from './helpers.ts';

interface Delivery {
  start: number;
  end: number;
  bodies: string[];
  records: { messageId: string; attributes: Record<string, string> }[];
}

interface Body {
  name: string;
  sleep?: number;
  fails?: true | 'throw' | 'crash';
  answer?: unknown;
}

const region = 'eu-west-1';
let dir: string;
let server: SqsServer;
let sqs: SQSClient;
let queueUrl: string;
let deadLetterUrl: string;
let deliveriesFile: string;
let target: LambdaFunction;
let mapping: EventSourceMapping;
let stopNudging: () => void;
let logged: readonly LogEntry[];
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-mapping-'));
  server = await startSqs({ dir: join(dir, 'sqs'), region });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  sqs = new SQSClient({ endpoint: server.endpoint, region, credentials });
});

afterAll(async () => {
  sqs.destroy();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const arn = (name: string) => `arn:aws:sqs:${region}:000000000000:${name}`;

beforeEach(async () => {
  count += 1;
  deadLetterUrl = await ensureQueue(sqs, { QueueName: `dead-${count}` });
  queueUrl = await ensureQueue(sqs, {
    QueueName: `queue-${count}`,
    Attributes: {
      VisibilityTimeout: '30',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arn(`dead-${count}`),
        maxReceiveCount: 2,
      }),
    },
  });
  deliveriesFile = join(dir, `deliveries-${count}`);
});

afterEach(async () => {
  stopNudging();
  await mapping.close();
  await target.close();
});

interface Target {
  readonly handler?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly initMilliseconds?: number;
}

function start(
  options: Partial<EventSourceMappingOptions> = {},
  { handler = 'batch', variables = {}, ...init }: Target = {},
): void {
  const { log, entries } = memoryLog();
  logged = entries;
  const queueName = `queue-${count}`;
  const environment = { DELIVERIES: deliveriesFile, AWS_REGION: region, ...variables };
  target = createFunction(spec(handler, { environment, maximumConcurrency: 4 }), {
    log,
    scratchDir: join(dir, 'scratch', String(count)),
    ...init,
  });
  mapping = startEventSourceMapping({
    sqs,
    queueUrl,
    queueArn: arn(queueName),
    region,
    target,
    batchSize: 10,
    batchWindowSeconds: 0,
    reportBatchItemFailures: true,
    maximumConcurrency: 2,
    log,
    ...options,
  });
  const stopArrivals = server.onArrival((name) => {
    if (name === queueName) mapping.pollNow();
  });
  // Poll often, as no event tells when messages become visible again.
  const interval = setInterval(mapping.pollNow, 100);
  stopNudging = () => {
    stopArrivals();
    clearInterval(interval);
  };
}

const send = (...bodies: Body[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: bodies.map((body, i) => ({ Id: String(i), MessageBody: JSON.stringify(body) })),
    }),
  );

async function deliveries(): Promise<Delivery[]> {
  const text = await readFile(deliveriesFile, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const names = async () => (await deliveries()).flatMap(({ bodies }) => bodies).sort();

async function counts(QueueUrl: string): Promise<{ visible: number; notVisible: number }> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    notVisible: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}

/** Returns the numbers of visible and in-flight messages. */
async function depth(QueueUrl: string): Promise<number> {
  const { visible, notVisible } = await counts(QueueUrl);
  return visible + notVisible;
}

/** For tests of redelivery: a visibility timeout of one second and a warm function. */
async function startWithShortVisibility(): Promise<void> {
  start();
  await target.invoke({ Records: [{ messageId: 'warm', body: '{"name":"warm-up"}' }] });
  await rm(deliveriesFile);
  await ensureQueue(sqs, {
    QueueName: `queue-${count}`,
    Attributes: { VisibilityTimeout: '1' },
  });
}

const settled = () => eventually(async () => ((await depth(queueUrl)) === 0 ? true : undefined));

test("the event has the format of Lambda's", async () => {
  const { MessageId } = await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify({ name: 'é' }),
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'x' },
        bytes: { DataType: 'Binary', BinaryValue: Buffer.from('y') },
      },
    }),
  );
  start();
  await settled();
  const [delivery] = await deliveries();
  expect(delivery?.records).toEqual([
    {
      messageId: MessageId,
      receiptHandle: expect.any(String),
      body: '{"name":"é"}',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {
        text: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
        bytes: {
          binaryValue: 'eQ==',
          stringListValues: [],
          binaryListValues: [],
          dataType: 'Binary',
        },
      },
      md5OfBody: createHash('md5').update('{"name":"é"}').digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: arn(`queue-${count}`),
      awsRegion: region,
    },
  ]);
});

test('failed messages are redelivered and then dead-lettered; the others are deleted', async () => {
  await startWithShortVisibility();
  await send({ name: 'good' }, { name: 'poison', fails: true }, { name: 'fine' });
  await settled();
  expect(await names()).toEqual(['fine', 'good', 'poison', 'poison']);
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: deadLetterUrl, MaxNumberOfMessages: 10 }),
  );
  expect(Messages?.map(({ Body }) => JSON.parse(Body!).name)).toEqual(['poison']);

  // The visibility timeout of one second elapses between two receives.
  const again = (await deliveries())[1]!;
  const { ApproximateReceiveCount, ApproximateFirstReceiveTimestamp } =
    again.records[0]!.attributes;
  expect(ApproximateReceiveCount).toBe('2');
  expect(again.start - Number(ApproximateFirstReceiveTimestamp)).toBeGreaterThanOrEqual(1000);
});

test.each<[string, unknown]>([
  ['null', null],
  ['an object without the list', {}],
  ['a null list', { batchItemFailures: null }],
  ['an empty list', { batchItemFailures: [] }],
])('%s: the whole batch succeeded', async (_what, answer) => {
  await send({ name: 'a', answer }, { name: 'b' });
  start();
  await settled();
  expect(await names()).toEqual(['a', 'b']);
  expect(await depth(deadLetterUrl)).toBe(0);
});

test.each<[string, unknown]>([
  ['a string', 'ok'],
  ['an array', []],
  ['a list of another type', { batchItemFailures: 'all' }],
  ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['a misnamed key', { batchItemFailures: [{ id: 'x' }] }],
  ['a null entry', { batchItemFailures: [null] }],
  ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
])('%s: the whole batch failed', async (_what, answer) => {
  await send({ name: 'a', answer }, { name: 'b' });
  start();
  await eventually(async () => ((await deliveries()).length > 0 ? true : undefined));
  await mapping.close();
  expect(await depth(queueUrl)).toBe(2);
});

test('without ReportBatchItemFailures the response is ignored', async () => {
  await send({ name: 'a', fails: true }, { name: 'b' });
  start({ reportBatchItemFailures: false });
  await settled();
  expect(await names()).toEqual(['a', 'b']);
});

test.each(['throw', 'crash'] as const)('%s: the whole batch is redelivered', async (fails) => {
  await startWithShortVisibility();
  await send({ name: 'a', fails }, { name: 'b' });
  await settled();
  expect(await names()).toEqual(['a', 'a', 'b', 'b']);
  // They may be redelivered one by one, in which case only the failing message is dead-lettered.
  await eventually(async () => ((await depth(deadLetterUrl)) > 0 ? true : undefined));
});

/** Longer than any test: only a message with a shortened visibility timeout is redelivered. */
const withLongVisibility = () =>
  ensureQueue(sqs, { QueueName: `queue-${count}`, Attributes: { VisibilityTimeout: '3600' } });

const receiveCounts = async () =>
  (await deliveries()).flatMap(({ records }) =>
    records.map(({ attributes }) => attributes.ApproximateReceiveCount),
  );

test('a handler with a slow init phase gets the message at its first receive', async () => {
  await withLongVisibility();
  await send({ name: 'a' });
  const variables = { INIT_MILLISECONDS: '1000' };
  start({}, { handler: 'slow-init', variables, initMilliseconds: 200 });
  await settled();
  expect(await receiveCounts()).toEqual(['1']);
});

test('messages of a handler that fails to start are redelivered long before their visibility timeout', async () => {
  await withLongVisibility();
  await send({ name: 'a' }, { name: 'b' });
  // The init phase and its retry.
  const variables = { INIT_FAILURES: '2', INIT_STATE: join(dir, `init-${count}`) };
  start({ maximumConcurrency: 1 }, { handler: 'fails-at-first', variables });
  await settled();
  expect(await names()).toEqual(['a', 'b']);
  expect(await receiveCounts()).toContain('2');
  expect(await depth(deadLetterUrl)).toBe(0);
});

test('a message is redelivered soon after an environment could not be started', async () => {
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn(`dead-${count}`),
    maxReceiveCount: 100,
  });
  const Attributes = { VisibilityTimeout: '3600', RedrivePolicy };
  await ensureQueue(sqs, { QueueName: `queue-${count}`, Attributes });
  start();
  const folder = join(dir, 'scratch', String(count), target.name);
  // A file in place of the folder is like a full disk: no environment gets its own folder.
  await eventually(async () => (await stat(folder).catch(() => undefined))?.isDirectory());
  await rm(folder, { recursive: true });
  await writeFile(folder, '');
  await send({ name: 'a' });
  await eventually(async () =>
    logged.some(({ message }) => Object(message).errorType === 'Sandbox.Unavailable'),
  );
  await rm(folder);
  await settled();
  expect(await names()).toEqual(['a']);
});

test('a batch has at most `batchSize` messages', async () => {
  await send(...Array.from({ length: 7 }, (_, i) => ({ name: `${i}` })));
  start({ batchSize: 3 });
  await settled();
  const sizes = (await deliveries()).map(({ bodies }) => bodies.length);
  expect(Math.max(...sizes)).toBe(3);
  expect(await names()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
});

test('a window collects the messages of several receives', async () => {
  start({ batchSize: 12, batchWindowSeconds: 5 });
  await send(...Array.from({ length: 6 }, (_, i) => ({ name: `a${i}` })));
  await send(...Array.from({ length: 6 }, (_, i) => ({ name: `b${i}` })));
  await settled();
  expect((await deliveries()).map(({ bodies }) => bodies.length)).toEqual([12]);
});

test('the end of the window delivers an incomplete batch', async () => {
  start({ batchSize: 100, batchWindowSeconds: 1 });
  await send({ name: 'a' });
  await send({ name: 'b' });
  await settled();
  expect((await deliveries()).map(({ bodies }) => bodies.length)).toEqual([2]);
});

test('concurrency is limited, and no message is received ahead', async () => {
  await send(...Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, sleep: 200 })));
  start({ batchSize: 1, maximumConcurrency: 2 });
  const inFlight = new Set<number>();
  await eventually(async () => {
    const { visible, notVisible } = await counts(queueUrl);
    inFlight.add(notVisible);
    return visible + notVisible === 0 ? true : undefined;
  });
  expect(Math.max(...inFlight)).toBe(2);
  const all = await deliveries();
  const atOnce = all.map(
    ({ start }) => all.filter((other) => other.start <= start && start < other.end).length,
  );
  expect(Math.max(...atOnce)).toBe(2);
  expect(await names()).toEqual(['0', '1', '2', '3', '4', '5']);
});

test('close waits for running invocations and receives no more', async () => {
  await send({ name: 'slow', sleep: 400 });
  start({ batchSize: 1, maximumConcurrency: 2 });
  await eventually(async () => ((await counts(queueUrl)).notVisible === 1 ? true : undefined));
  const closing = mapping.close();
  await send({ name: 'late' });
  await closing;
  expect(await names()).toEqual(['slow']);
  expect(await depth(queueUrl)).toBe(1);
});
