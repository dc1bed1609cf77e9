import { expect, test } from '@jest/globals';
import type { Operation } from '../src/history.ts';
import { isLinearizable } from '../src/model.ts';

type Told = readonly [Operation['action'], number | undefined, number, number];

const isExplained = (...told: Told[]): boolean =>
  isLinearizable(
    told.map(([action, status, invokedAt, endedAt]) => ({
      action,
      cell: 'a',
      subject: 'one',
      invokedAt,
      endedAt,
      disturbed: false,
      ...(status === undefined ? {} : { status }),
    })),
  );

test('what follows an answer has to agree with it', () => {
  expect(isExplained(['upload', 202, 0, 10], ['look', 200, 20, 30])).toBe(true);
  expect(isExplained(['upload', 202, 0, 10], ['look', 404, 20, 30])).toBe(false);
  expect(isExplained(['upload', 202, 0, 10], ['delete', 204, 20, 30], ['look', 200, 40, 50])).toBe(
    false,
  );
  expect(isExplained(['look', 200, 0, 10], ['upload', 202, 20, 30])).toBe(false);
});

test('operations that run side by side may have happened in any order', () => {
  expect(isExplained(['upload', 202, 0, 10], ['look', 404, 5, 30])).toBe(true);
  expect(isExplained(['upload', 202, 0, 10], ['delete', 404, 5, 30])).toBe(true);
  expect(isExplained(['upload', 202, 0, 100], ['look', 200, 10, 20], ['look', 404, 30, 40])).toBe(
    false,
  );
});

test('an operation without an answer may have taken effect, later too, or never', () => {
  const lost: Told = ['upload', undefined, 0, 10];
  expect(isExplained(lost, ['look', 404, 20, 30], ['look', 200, 40, 50])).toBe(true);
  expect(isExplained(lost, ['look', 404, 20, 30])).toBe(true);
  expect(isExplained(lost, ['look', 200, 20, 30], ['look', 404, 40, 50])).toBe(false);
});

test('a deletion that answers 404 met no item', () => {
  expect(isExplained(['upload', 202, 0, 10], ['delete', 404, 20, 30])).toBe(false);
  expect(isExplained(['delete', 404, 0, 10], ['upload', 202, 20, 30])).toBe(true);
});
