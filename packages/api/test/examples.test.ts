import { describe, expect, test } from '@jest/globals';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import * as api from '../src/index.ts';

type Schema = TSchema & { readonly type?: string; readonly examples?: readonly unknown[] };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const schemas = Object.entries(api as Record<string, unknown>).filter(
  (entry): entry is [string, Schema] =>
    isObject(entry[1]) && ('type' in entry[1] || 'anyOf' in entry[1]),
);
const objects = schemas.filter(([, { type }]) => type === 'object');

/** A schema and all schemas inside it that have examples. */
function withExamples(schema: object): Schema[] {
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    key !== 'examples' && isObject(value) ? withExamples(value) : [],
  );
  return Array.isArray((schema as Schema).examples) ? [schema as Schema, ...inner] : inner;
}

test('the schemas of requests and responses are found', () => {
  expect(objects.map(([name]) => name)).toEqual(
    expect.arrayContaining(['MediaPage', 'Problem', 'RetryRequest', 'UploadResponse']),
  );
});

test.each(objects)('%s has an example', (_, { examples = [] }) => {
  expect(examples.length).toBeGreaterThan(0);
});

test.each(schemas)('every example in %s matches its schema', (_, schema) => {
  for (const one of withExamples(schema)) {
    for (const example of one.examples!) expect([...Value.Errors(one, example)]).toEqual([]);
  }
});

/** The fields of a value that its schema does not have. */
function unknownFields(schema: Schema, value: unknown): string[] {
  const { properties = {}, items } = schema as { properties?: object; items?: Schema };
  if (Array.isArray(value)) return value.flatMap((one) => unknownFields(items!, one));
  if (schema.type !== 'object' || !isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const property = (properties as Record<string, Schema>)[name];
    return property === undefined ? [name] : unknownFields(property, inner);
  });
}

test.each(objects)('the examples of %s have no other fields', (_, schema) => {
  expect(schema.examples!.flatMap((example) => unknownFields(schema, example))).toEqual([]);
});

describe('problemOf', () => {
  test.each(api.problemCodes)('%s matches the schema', (code) => {
    expect([...Value.Errors(api.Problem, api.problemOf(code))]).toEqual([]);
  });
});
