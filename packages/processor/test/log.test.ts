import { PassThrough } from 'node:stream';
import { captureConsole, causesOf, createLog } from '@galeria/processor';
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

test('what libraries print to the console is a line with a level', () => {
  const output = new PassThrough();
  const target = { ...console };
  captureConsole(createLog(output), target);
  target.warn('socket usage at capacity=%d\nand more', 50);
  target.error('no answer');
  const lines = String(output.read()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', message: 'socket usage at capacity=50\nand more' },
    { level: 'error', message: 'no answer' },
  ]);
});

test('the causes of an error are their messages', () => {
  const inner = new Error('premature end');
  const error = new Error('refused', { cause: new Error('not decoded', { cause: inner }) });
  expect(causesOf(error)).toEqual(['not decoded', 'premature end']);
});
