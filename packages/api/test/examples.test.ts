import { expect, test } from '@jest/globals';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import * as api from '../src/index.ts';

const schemas = Object.entries(api as Record<string, unknown>).filter(
  (entry): entry is [string, TSchema & { examples: unknown[] }] =>
    typeof entry[1] === 'object' && entry[1] !== null && 'examples' in entry[1],
);

test('some schemas have examples', () => {
  expect(schemas.map(([name]) => name)).toContain('Problem');
});

test.each(schemas)('every example of %s matches its schema', (_, schema) => {
  for (const example of schema.examples) expect([...Value.Errors(schema, example)]).toEqual([]);
});
