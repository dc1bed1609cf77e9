import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kinds, objectCreatedMessage, originalKey } from '@galeria/media';
import { gridHeic } from '@galeria/media/testing';
import { makers } from '@galeria/media/testing/documents';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle } from '../build.ts';

const run = promisify(execFile);

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** In the package's own `dist`: a bundle still finds sharp by looking upwards from there. */
let dist: string;

beforeAll(async () => {
  await mkdir(join(packageFolder, 'dist'), { recursive: true });
  dist = await mkdtemp(join(packageFolder, 'dist', 'test-'));
  await bundle(dist);
});

afterAll(() => rm(dist, { recursive: true }));

/** Runs a bundle's handler once, in a Node of its own, as Lambda does; its answer is the last line. */
async function invoke(kind: string, messages: object[], env: Record<string, string> = {}) {
  const script = `
    const { handler } = await import(${JSON.stringify(join(dist, kind, 'index.mjs'))});
    const answer = await handler(${JSON.stringify({ Records: messages })}, { awsRequestId: 'r-1' });
    process.stdout.write(JSON.stringify(answer) + '\\n');`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      GALERIA_KIND: kind,
      GALERIA_TABLE: 'catalog',
      GALERIA_ORIGINALS_BUCKET: 'originals',
      GALERIA_GALLERY_BUCKET: 'gallery',
      GALERIA_QUEUE_URL: 'http://127.0.0.1:9/queue',
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...env,
    },
  });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { answer: lines.at(-1), logged: lines.slice(0, -1) };
}

const message = (messageId: string, body: string) => ({
  messageId,
  receiptHandle: messageId,
  body,
  attributes: { ApproximateReceiveCount: '2' },
});

describe.each(kinds.map(({ name }) => name))('the bundle of %s', (kind) => {
  const id = 'ab'.repeat(32);

  test('carries its source map', async () => {
    expect((await stat(join(dist, kind, 'index.mjs.map'))).size).toBeGreaterThan(0);
  });

  test('fails at once where a setting is missing', async () => {
    const started = invoke(kind, [], { GALERIA_TABLE: '' });
    await expect(started).rejects.toThrow('GALERIA_TABLE must be set');
  });

  test('reports only the messages that it could not process', async () => {
    const { answer, logged } = await invoke(kind, [
      message('test-event', JSON.stringify({ Event: 's3:TestEvent' })),
      message('not-json', 'hello'),
      message('other-bucket', objectCreatedMessage({ bucket: 'b', key: originalKey(kind, id) })),
      message(
        'other-kind',
        objectCreatedMessage({ bucket: 'originals', key: `originals/x/${id}` }),
      ),
    ]);
    expect(answer).toEqual({
      batchItemFailures: [
        { itemIdentifier: 'not-json' },
        { itemIdentifier: 'other-bucket' },
        { itemIdentifier: 'other-kind' },
      ],
    });
    const errors = logged.filter(({ level }) => level === 'error');
    expect(
      errors.map(({ requestId, seconds, error }) => [requestId, seconds, error.code ?? error.name]),
    ).toEqual([
      ['r-1', 30, 'SyntaxError'],
      ['r-1', 30, 'key-unexpected'],
      ['r-1', 30, 'key-unexpected'],
    ]);
  });

  test('a message of a deleted original is done; one during an outage of S3 is retried', async () => {
    const asked: string[] = [];
    const store = createServer((request, response) => {
      asked.push(`${request.method} ${request.url?.split('?')[0]}`);
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code><Message>Gone.</Message></Error>');
    });
    await new Promise<void>((listening) => store.listen(0, '127.0.0.1', listening));
    const endpoint = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
    const key = originalKey(kind, id);
    const created = [message('m', objectCreatedMessage({ bucket: 'originals', key }))];
    const env = { AWS_ENDPOINT_URL_S3: endpoint };

    const gone = await invoke(kind, created, env);
    await new Promise((closed) => store.close(closed));
    expect(asked).toEqual([`GET /originals/${key}`]);
    expect(gone.answer).toEqual({ batchItemFailures: [] });
    expect(gone.logged).toMatchObject([
      { level: 'info', message: 'decoder isolation' },
      { level: 'info', message: 'original was deleted', id },
    ]);

    const down = await invoke(kind, created, env);
    expect(down.answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    // SQS is unreachable too, so the visibility timeout of the queue applies.
    expect(down.logged).toMatchObject([
      { level: 'info', message: 'decoder isolation' },
      { level: 'error', error: { code: 'ECONNREFUSED' } },
      { level: 'warn', message: 'visibility timeout not changed' },
    ]);
  });
});

test("the document kind's programs run beside its bundle, with PDFium", async () => {
  const path = join(dist, 'document.pdf');
  await writeFile(path, await makers.pdf!());
  const program = fork(join(dist, 'document', 'derive.process.mjs'), { serialization: 'advanced' });
  program.send({ source: { id: 'x', path, size: 1 } });
  const [started] = await once(program, 'message');
  expect(started).toEqual({ outcome: 'started' });
  const [answer] = await once(program, 'message');
  program.disconnect();
  expect(answer).toMatchObject({ outcome: 'derived', derivation: { metadata: { pages: 2 } } });
});

test("the image kind's programs run beside its bundle: one decodes a HEIC", async () => {
  const path = join(dist, 'original.heic');
  await writeFile(path, await gridHeic());
  const program = fork(join(dist, 'image', 'derive.process.mjs'), { serialization: 'advanced' });
  program.send({ source: { id: 'x', path, size: 1 } });
  const [started] = await once(program, 'message');
  expect(started).toEqual({ outcome: 'started' });
  const [answer] = await once(program, 'message');
  program.disconnect();
  expect(answer).toMatchObject({ outcome: 'derived', derivation: { mimeType: 'image/heic' } });
});
