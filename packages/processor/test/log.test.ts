import { PassThrough } from 'node:stream';
import { createLog } from '@galeria/processor';
import { expect, test } from '@jest/globals';

test('a line is JSON with its fields and errors, causes included', () => {
  const output = new PassThrough();
  const log = createLog(output).with({ requestId: 'r' }).with({ id: 'i', upload: 'u' });
  const cause = Object.assign(new Error('socket closed'), { code: 'ECONNRESET' });
  log.info('ready', { renditions: 5 });
  log.error('not processed\nyet', { error: new TypeError('no answer', { cause }) });

  const lines = String(output.read()).trimEnd().split('\n');
  const [ready, given] = lines.map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(ready).toMatchObject({
    level: 'info',
    message: 'ready',
    requestId: 'r',
    id: 'i',
    upload: 'u',
    renditions: 5,
  });
  expect(new Date(ready.time).toISOString()).toBe(ready.time);
  expect(given).toMatchObject({
    level: 'error',
    error: { name: 'TypeError', message: 'no answer', cause: { code: 'ECONNRESET' } },
  });
  expect(given.error.stack).toContain('log.test.ts');
});
