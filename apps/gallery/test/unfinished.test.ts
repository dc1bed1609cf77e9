import { expect, test } from '@jest/globals';
import { EXPIRES_MS } from '../src/upload/limits.ts';
import { unfinishedNames } from '../src/upload/unfinished.ts';

/** A storage whose keys are own properties, as in browsers. */
function storageOf(entries: Readonly<Record<string, string>>): Storage {
  const methods = {
    getItem: (key: string): string | null => storage[key] ?? null,
    removeItem: (key: string): void => void delete storage[key],
  };
  const storage: Storage = Object.assign(Object.create(methods), entries);
  return storage;
}

const NOW = Date.UTC(2026, 10, 29);
const entry = (ageMs: number, filename: string) =>
  JSON.stringify({ creationTime: new Date(NOW - ageMs).toISOString(), metadata: { filename } });

test('names the files of unfinished uploads, and removes entries that expired or are damaged', () => {
  const storage = storageOf({
    'tus::one::1': entry(1_000, 'one.jpg'),
    'tus::one::2': entry(2_000, 'one.jpg'),
    'tus::old::3': entry(EXPIRES_MS, 'old.jpg'),
    'tus::bad::4': '{',
    other: 'kept',
  });
  expect(unfinishedNames(storage, NOW)).toEqual(['one.jpg']);
  expect(Object.keys(storage)).toEqual(['tus::one::1', 'tus::one::2', 'other']);
});
