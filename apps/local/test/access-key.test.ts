import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Servers, startServers } from '../src/servers.ts';

let home: string;
let servers: Servers;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-access-'));
  servers = await startServers(home, 'us-east-1', () => {});
});
afterAll(async () => {
  await servers.close();
  await rm(home, { recursive: true });
});

const stranger = { accessKeyId: 'STRANGER', secretAccessKey: 'x' };

test('the queues and the catalog answer the cloud itself', async () => {
  expect((await servers.sqs.send(new ListQueuesCommand())).$metadata.httpStatusCode).toBe(200);
  expect((await servers.dynamodb.send(new ListTablesCommand())).TableNames).toEqual([]);
});

test('and nobody else', async () => {
  const options = { region: 'us-east-1', credentials: stranger, maxAttempts: 1 };
  const { AWS_ENDPOINT_URL_SQS: sqs, AWS_ENDPOINT_URL_DYNAMODB: dynamodb } = servers.environment;
  const other = {
    sqs: new SQSClient({ ...options, endpoint: sqs }),
    dynamodb: new DynamoDBClient({ ...options, endpoint: dynamodb }),
  };
  const refused = { $metadata: { httpStatusCode: 403 } };
  await expect(other.sqs.send(new ListQueuesCommand())).rejects.toMatchObject(refused);
  await expect(other.dynamodb.send(new ListTablesCommand())).rejects.toMatchObject(refused);
  for (const endpoint of [sqs, dynamodb]) expect((await fetch(endpoint)).status).toBe(403);
});

test('what it needs to be reached is new at each start, and lies nowhere on disk', async () => {
  const files = await readFile(join(home, 's3/index.sqlite'), 'latin1');
  expect(files).not.toContain(servers.environment.AWS_SECRET_ACCESS_KEY);
});
