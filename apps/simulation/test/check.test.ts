import { expect, test } from '@jest/globals';
import { check } from '../src/check.ts';
import type { History, Operation, Outcome } from '../src/history.ts';

const operation = (more: Partial<Operation>): Operation => ({
  action: 'upload',
  cell: 'a',
  subject: 'one',
  invokedAt: 0,
  endedAt: 10,
  status: 202,
  disturbed: false,
  ...more,
});

const looks = (status: number, shown?: string) =>
  ['a', 'b'].map((cell) => ({ cell, status, ...(shown === undefined ? {} : { shown }) }));

const ready: Outcome = {
  item: 'one',
  sound: true,
  looks: looks(200, 'ready'),
  failedAttempts: 0,
  objects: ['originals/originals/image/one'],
  unrecorded: [],
  bytesKept: true,
};
const gone: Outcome = { ...ready, looks: looks(404), objects: [], bytesKept: false };
const failed: Outcome = { ...ready, sound: false, looks: looks(200, 'failed'), failure: 'corrupt' };

const history = (operations: Operation[], outcome: Outcome, more: Partial<History> = {}) => ({
  operations,
  outcomes: [outcome],
  catalogFaults: [],
  calm: true,
  unsettled: [],
  ...more,
});

const broken = (told: History): string[] => [...new Set(check(told).map(({ promise }) => promise))];

const upload = operation({});
const deletion = operation({ action: 'delete', status: 204, invokedAt: 100, endedAt: 110 });
const again = operation({ invokedAt: 200, endedAt: 210 });

test('a history that keeps every promise has nothing against it', () => {
  expect(broken(history([upload], ready))).toEqual([]);
  expect(broken(history([upload, deletion], gone))).toEqual([]);
  expect(broken(history([upload, deletion, again], ready))).toEqual([]);
});

test('an acknowledged upload that is gone is found', () => {
  expect(broken(history([upload], gone))).toContain('acknowledged-upload-kept');
  expect(broken(history([upload, deletion, again], gone))).toContain('acknowledged-upload-kept');
});

test('an upload whose answer was lost may be there or not', () => {
  const { status: _, ...lost } = upload;
  expect(broken(history([lost], ready))).toEqual([]);
  expect(broken(history([lost], gone))).toEqual([]);
});

test('an acknowledged upload whose bytes are not in the bucket is found', () => {
  const told = history([upload], { ...ready, bytesKept: false });
  expect(broken(told)).toContain('acknowledged-upload-kept');
});

test('a deleted item that comes back is found, and so is what was left of it', () => {
  expect(broken(history([upload, deletion], ready))).toContain('acknowledged-deletion-holds');
  const left = { ...gone, objects: ['originals/uploads/01.json'] };
  expect(broken(history([upload, deletion], left))).toEqual(['acknowledged-deletion-holds']);
});

test('the record of a deleted upload that was left is found, also where its item lives again', () => {
  const left = { ...ready, unrecorded: ['originals/uploads/01.json'] };
  expect(broken(history([upload, deletion, again], left))).toEqual(['no-record-left']);
});

test('a deletion answers for no upload that only the spool of another cell knew', () => {
  const elsewhere = operation({ cell: 'b' });
  expect(broken(history([elsewhere, deletion], ready))).toEqual([]);
});

test('an item that is not processed, or ends wrongly, is found', () => {
  const stored = { ...ready, looks: looks(200, 'stored') };
  expect(broken(history([upload], stored, { unsettled: ['one is stored'] }))).toEqual([
    'settles',
    'ends-right',
  ]);
  expect(broken(history([upload], { ...failed, failure: 'too-slow' }))).toEqual(['ends-right']);
});

test('a damaged file that was tried twice for one upload is found', () => {
  expect(broken(history([upload], { ...failed, failedAttempts: 1 }))).toEqual([]);
  expect(broken(history([upload], { ...failed, failedAttempts: 2 }))).toEqual(['tried-once']);
  const retry = operation({ action: 'retry', shown: 'stored', invokedAt: 50, endedAt: 60 });
  expect(broken(history([upload, retry], { ...failed, failedAttempts: 2 }))).toEqual([]);
});

const key = (more: Partial<Operation>) =>
  operation({ subject: 'guest', action: 'make-key', status: 200, ...more });
const revoked = key({ action: 'revoke-key', invokedAt: 100_000, endedAt: 100_010 });
const use = (invokedAt: number, status: number) =>
  key({ action: 'use-key', invokedAt, endedAt: invokedAt + 5, status });

test('a revoked key that works after a minute is found', () => {
  const keys = [key({}), revoked];
  expect(broken(history([...keys, use(130_000, 200)], gone))).toEqual([]);
  expect(broken(history([...keys, use(170_000, 401)], gone))).toEqual([]);
  const late = [...keys, use(170_000, 200)];
  expect(broken(history(late, gone))).toEqual(['keys-count-within-a-minute']);
  expect(broken(history(late, gone, { catalogFaults: [150_000] }))).toEqual([]);
});

test('a key that was made and is refused after a minute is found', () => {
  expect(broken(history([key({}), use(70_000, 401)], gone))).toEqual([
    'keys-count-within-a-minute',
  ]);
});
