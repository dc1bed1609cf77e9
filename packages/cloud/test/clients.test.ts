import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDynamoDb, openS3, openSqs } from '../src/clients.ts';
import { MAX_ATTEMPTS } from '../src/limits.ts';
import { hasCode, statusOf } from '../src/s3-errors.ts';

const opened: { destroy(): void }[] = [];
/** Has a client closed after the tests. */
function kept<Client extends { destroy(): void }>(client: Client): Client {
  opened.push(client);
  return client;
}

let answer: RequestListener = () => {};
let requests = 0;
const server = createServer((request, response) => {
  requests++;
  answer(request, response);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});
afterAll(async () => {
  for (const client of opened) client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const options = { region: 'us-east-1', requestTimeoutMs: 100 };
const patient = { region: 'us-east-1' };

test.each([
  ['S3', () => kept(openS3(options)).send(new ListBucketsCommand({}))],
  ['SQS', () => kept(openSqs(options)).send(new ListQueuesCommand({}))],
  ['DynamoDB', () => kept(openDynamoDb(options)).send(new ListTablesCommand({}))],
])('a request to %s without an answer ends after its attempts', async (_, send) => {
  requests = 0;
  answer = () => {};
  await expect(send()).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(requests).toBe(MAX_ATTEMPTS);
});

test('a response that stops in its body ends with an error', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('half ');
  };
  const { Body } = await kept(openS3({ ...options, requestTimeoutMs: 2_000 })).send(
    new GetObjectCommand({ Bucket: 'b', Key: 'k' }),
  );
  await expect(Body?.transformToString()).rejects.toThrow();
});

test('the last attempt succeeds after the others were answered with 503', async () => {
  requests = 0;
  answer = (_, response) => {
    if (requests < MAX_ATTEMPTS) response.writeHead(503).end();
    else response.end('<ListAllMyBucketsResult/>');
  };
  await kept(openS3(patient)).send(new ListBucketsCommand({}));
  expect(requests).toBe(MAX_ATTEMPTS);
});

test('a refusal is sent once, and has its code and status', async () => {
  requests = 0;
  answer = (_, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>');
  };
  const error: unknown = await kept(openS3(patient))
    .send(new ListBucketsCommand({}))
    .catch((cause) => cause);
  expect(requests).toBe(1);
  expect(statusOf(error)).toBe(403);
  expect(hasCode(error, 'AccessDenied')).toBe(true);
  expect(hasCode(error, 'NoSuchKey')).toBe(false);
});

test('an error that is no answer of S3 has neither a status nor a code', () => {
  const error = Object.assign(new Error('no'), { name: 'NoSuchKey', $metadata: {} });
  expect(statusOf(error)).toBeUndefined();
  expect(hasCode(error, 'NoSuchKey')).toBe(false);
});
