import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(async () => {
  await galeria.remove();
  await rm(folder, { recursive: true });
});

const post = async (path: string, body?: object) => {
  const json = body ? ['-H', 'content-type: application/json', '-d', JSON.stringify(body)] : [];
  const { status, text } = await galeria.curl('-X', 'POST', ...json, galeria.address + path);
  return { status, answer: JSON.parse(text) };
};

const attempts = async (id: string) => (await galeria.item(id))?.attempts.length;

test('a call retries one item only if it has failed', async () => {
  const [bad] = await galeria.upload(await media.save(folder, 'bad.jpg', await media.corrupt()));
  const [good] = await galeria.upload(await media.save(folder, 'good.jpg', await media.noise(8)));
  await Promise.all([galeria.settled(bad!.id), galeria.settled(good!.id)]);

  expect(await post(`/media/${bad!.id}/retry`)).toEqual({
    status: 202,
    answer: { id: bad!.id, status: 'stored' },
  });
  expect(await post(`/media/${good!.id}/retry`)).toEqual({
    status: 202,
    answer: { id: good!.id, status: 'ready' },
  });
  expect((await post(`/media/${'0'.repeat(64)}/retry`)).status).toBe(404);
  await galeria.until(async () => (await attempts(bad!.id)) === 2);
  expect(await galeria.settled(bad!.id)).toMatchObject({ failure: { code: 'corrupt' } });
  expect(await attempts(good!.id)).toBe(1);
});

test('a call retries all failed items by code, kind and time', async () => {
  const { items } = (await (await fetch(`${galeria.address}/media`)).json()) as {
    items: { id: string; status: string }[];
  };
  const [failed] = items.filter(({ status }) => status === 'failed');
  expect((await post('/retries', { code: 'too-large' })).answer).toEqual({ retried: 0 });
  expect((await post('/retries', { kind: 'audio' })).answer).toEqual({ retried: 0 });
  expect((await post('/retries', { since: '2990-01-01T00:00:00Z' })).answer).toEqual({
    retried: 0,
  });
  expect((await post('/retries', { status: 'ready' })).status).toBe(400);
  expect(await post('/retries')).toEqual({ status: 202, answer: { retried: 1 } });
  await galeria.until(async () => (await attempts(failed!.id)) === 3);
});
