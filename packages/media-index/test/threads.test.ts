import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { IndexError } from '../src/errors.ts';
import { READ_MS, WAITING_CALLS } from '../src/limits.ts';
import { openSqliteIndex, type SqliteIndex } from '../src/sqlite/open.ts';
import { startThread } from '../src/sqlite/thread.ts';
import { idOf, itemOf, temporaryFolder } from './testing.ts';

const many = Array.from({ length: 500 }, (_, at) => itemOf(`item ${at}`, { title: `title ${at}` }));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path: string;
let index: SqliteIndex | undefined;
let workers: Worker[];

const remember = (message: unknown) => workers.push((message as { worker: Worker }).worker);

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'index.sqlite');
  workers = [];
  subscribe('worker_threads', remember);
});
afterEach(async () => {
  unsubscribe('worker_threads', remember);
  jest.useRealTimers();
  await index?.close();
  index = undefined;
  await folder[Symbol.asyncDispose]();
});

/** Throws in a thread outside of a call, as running out of memory does. */
const crash = (worker: Worker | undefined) => worker?.postMessage(null);

test('a crash of a thread fails its calls with the cause, and the next call is answered', async () => {
  index = await openSqliteIndex({ path });
  await index.apply(many);
  await index.checked;
  const [, pages] = workers;
  crash(pages);
  const error = await faultOf(index.state());
  expect(error).toMatchObject({ code: 'failed', status: 503 });
  expect(error.message).toContain('the thread of pages has ended');
  expect(error.cause).toMatchObject({
    name: 'TypeError',
    message: expect.stringContaining('null'),
    stack: expect.stringContaining('index.thread'),
  });
  expect(await index.state()).toMatchObject({ items: many.length });
});

test('a fault in a thread is passed on with the code, message and stack of its error', async () => {
  index = await openSqliteIndex({ path });
  const wrong = { ...itemOf('a'), date: 'no time' };
  const error = await faultOf(index.apply([wrong]));
  expect(error.cause).toMatchObject({
    name: expect.stringContaining('Error'),
    message: expect.stringContaining('no time'),
    stack: expect.stringContaining('/src/sqlite/time.ts:'),
  });
});

test('the call above those that may wait fails as busy, and the others are answered', async () => {
  index = await openSqliteIndex({ path });
  const calls = Array.from({ length: WAITING_CALLS + 1 }, () => index?.state());
  const answers = await Promise.allSettled(calls);
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { code: 'busy', status: 503 } }]);
  expect(await index.state()).toMatchObject({ items: 0 });
});

test('a read that takes too long fails, its late answer is ignored, and later reads are answered', async () => {
  index = await openSqliteIndex({ path });
  await index.apply([itemOf('a')]);
  const thread = await startThread({ path, role: 'search' }, () => {});
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const slow = thread.call('get', idOf('a'));
  jest.advanceTimersByTime(READ_MS);
  jest.useRealTimers();
  await expect(slow).rejects.toMatchObject({ code: 'too-slow', status: 503 });
  expect(await thread.call('get', idOf('b'))).toBeUndefined();
  expect(await thread.call('get', idOf('a'))).toMatchObject({ id: idOf('a') });
  await thread.close();
});

test('damage of a file in use fails a request, empties the index once, and is told with its cause', async () => {
  const before = await openSqliteIndex({ path });
  await before.apply(many, { checkpoint: 'p', complete: true });
  await before.close();
  const faults: IndexError[] = [];
  index = await openSqliteIndex({ path, onReset: (fault) => faults.push(fault) });
  await index.checked;
  expect(await index.state()).toMatchObject({ items: many.length, complete: true });
  await damage();
  const error = await faultOf(index.list({ q: 'title' }));
  expect(error).toMatchObject({
    code: 'corrupt',
    status: 503,
    cause: { code: 'ERR_SQLITE_ERROR' },
  });
  expect(faults).toMatchObject([{ code: 'corrupt', cause: { errcode: expect.any(Number) } }]);
  expect(await index.list({})).toEqual({ items: [], total: 0 });
  expect(await index.state()).toMatchObject({ checkpoint: undefined, complete: false });
  await index.apply(many);
  expect((await index.list({ q: 'title 7', limit: 1 })).items).toHaveLength(1);
});

async function faultOf(call: Promise<unknown>): Promise<IndexError> {
  const [answer] = await Promise.allSettled([call]);
  if (answer.status === 'fulfilled') throw new Error('the call succeeded');
  return answer.reason;
}

/** Overwrites all pages but the first ones. */
async function damage(from = 8192): Promise<void> {
  const { size } = await stat(path);
  await using file = await open(path, 'r+');
  await file.write(Buffer.alloc(size - from, 0x5a), 0, size - from, from);
}
