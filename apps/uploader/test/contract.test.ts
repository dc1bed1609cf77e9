import { readFile } from 'node:fs/promises';
import type { MediaPage, UploadResponse } from '@galeria/api';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { type ApiRequest, type Document, requestsOf } from './support/openapi-requests.ts';
import { type Process, runUploader } from './support/uploader.ts';

/** `pnpm --filter @galeria/uploader test:contract` sends 5,000. */
const REQUESTS = Number(process.env.GALERIA_API_REQUESTS ?? 300);
const SEED = Number(process.env.GALERIA_API_SEED ?? 1);
/** Requests after which deleted items are uploaded again. */
const PERIOD = 50;
const ITEMS = 3;
/** The share of operations that succeed at least once. */
const MOST = 2 / 3;

let cloud: Cloud;
let uploader: Process;
let document: Document;
const media = new Set<string>();
const albums = new Set<string>();
const cursors = new Set<string>();

beforeAll(async () => {
  const file = new URL('../../../packages/api/openapi.json', import.meta.url);
  document = JSON.parse(await readFile(file, 'utf8'));
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
  await upload();
  const page = () => send({ method: 'GET', path: '/media', headers: {} });
  await eventually(async () => (await json<MediaPage>(await page())).items?.length === ITEMS);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const send = ({ method, path, headers, body }: Omit<ApiRequest, 'template'>) =>
  fetch(`${uploader.address}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });

const json = async <Body>(answer: Response) => (await answer.json()) as Body;

/** Sends the same files each time, which also takes them out of the bin. */
async function upload(): Promise<void> {
  const form = new FormData();
  for (let at = 0; at < ITEMS; at++) {
    form.append('file', new Blob([new Uint8Array(jpegLike(1_000 + at))]), `${at}.jpg`);
  }
  const answer = await fetch(`${uploader.address}/uploads`, { method: 'POST', body: form });
  for (const { id } of (await json<UploadResponse>(answer)).uploads) media.add(id);
}

/** Remembers what an answer names, so that later requests use it. */
function remember(template: string, body: { id?: string; cursor?: string }): void {
  if (template === '/albums' && body.id !== undefined) albums.add(body.id);
  if (body.cursor !== undefined) cursors.add(body.cursor);
}

/** Returns how an answer differs from the document; undefined if it does not. */
function openJudge() {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  const pointer = (...names: string[]) =>
    names.map((name) => `/${encodeURIComponent(name.replaceAll('/', '~1'))}`).join('');

  return async ({ template, method: verb }: ApiRequest, answer: Response) => {
    const method = verb.toLowerCase();
    const status = String(answer.status);
    const documented = document.paths[template]?.[method]?.responses[status];
    if (answer.status >= 500 || !documented) return `${status} ${await answer.text()}`;
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const isDocumented = ['*/*', type].some((one) => documented.content?.[one]);
    if (type !== '' && !isDocumented) return `${status} with ${type}`;
    if (!type.endsWith('json') || verb === 'HEAD') return undefined;
    const body = JSON.parse(await answer.text());
    if (answer.ok) remember(template, body);
    const at = pointer('paths', template, method, 'responses', status, 'content', type, 'schema');
    const validate = ajv.getSchema(`api#${at}`);
    if (!validate) throw new Error(`no schema at ${at}`);
    return validate(body) ? undefined : `${status} ${ajv.errorsText(validate.errors)}`;
  };
}

test('every answer to generated requests is as documented, and none is a server error', async () => {
  const judge = openJudge();
  const problems: unknown[] = [];
  const succeeded = new Set<string>();
  let sent = 0;
  const request = requestsOf(document, {
    media: () => [...media],
    albums: () => [...albums],
    cursors: () => [...cursors],
  });
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      if (++sent % PERIOD === 0) await upload();
      const answer = await send(one);
      const problem = await judge(one, answer);
      if (!answer.bodyUsed) await answer.body?.cancel();
      if (problem !== undefined) problems.push({ ...one, problem });
      if (answer.ok) succeeded.add(`${one.method} ${one.template}`);
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  expect(problems).toEqual([]);
  // Requests of tus need headers that the document does not describe.
  const operations = Object.entries(document.paths)
    .filter(([path]) => !path.startsWith('/tus'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((one) => `${one.toUpperCase()} ${path}`),
    );
  const reached = operations.filter((one) => succeeded.has(one));
  expect(reached.length).toBeGreaterThan(operations.length * MOST);
});
