import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ensureTable } from '../../src/dynamodb/tables.ts';
import { startServers } from '../../src/servers.ts';
import { ensureQueue } from '../../src/sqs/queue.ts';

const { exec } = DatabaseSync.prototype;
/** Every database that is open in this process. */
const opened = new Set<DatabaseSync>();
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-synchronous-'));
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    opened.add(this);
    exec.call(this, sql);
  };
});
afterEach(async () => {
  DatabaseSync.prototype.exec = exec;
  opened.clear();
  await rm(home, { recursive: true });
});

/** https://www.sqlite.org/pragma.html#pragma_synchronous */
const FULL = 2;

/** The setting of each open database, by its file's name. */
const settings = () =>
  Object.fromEntries(
    [...opened]
      .filter(({ isOpen }) => isOpen)
      .map((database) => [
        basename(database.location()!),
        database.prepare('PRAGMA synchronous').get()?.synchronous,
      ]),
  );

const allFull = { 'dynamodb.sqlite': FULL, 'fauxqs.db': FULL, 'index.sqlite': FULL };

test('each embedded server syncs its database at each commit that an answer waits for', async () => {
  const { s3, sqs, dynamodb, close } = await startServers(home, 'us-east-1', () => {});
  await s3.send(new CreateBucketCommand({ Bucket: 'originals' }));
  await ensureTable(dynamodb, {
    TableName: 'catalog',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const QueueUrl = await ensureQueue(sqs, { QueueName: 'images' });
  expect(settings()).toEqual(allFull);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'first' }));
  // A message in flight needs no sync; what is sent after it does.
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'second' }));
  expect(settings()).toEqual(allFull);
  await close();
});
