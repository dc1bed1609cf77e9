import { EnvironmentError, invalidVariable, readEnvironment } from '@galeria/config';
import { describe, expect, test } from '@jest/globals';
import { Type } from 'typebox';

const schema = Type.Object({
  NAME: Type.String({ minLength: 1, description: 'the name of the cell' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080, description: 'a free port' }),
  FLAG: Type.Optional(Type.Boolean()),
  LEVEL: Type.Enum(['low', 'high'], { default: 'low', description: 'low or high' }),
  SIZES: Type.Record(Type.String(), Type.Integer(), { default: {} }),
  QUEUES: Type.Object(
    { image: Type.String() },
    { description: 'JSON: the queue URL of every kind' },
  ),
});
const complete = { NAME: 'a', QUEUES: '{"image":"url"}' };
const read = (more: NodeJS.ProcessEnv) => readEnvironment(schema, { ...complete, ...more });

test('values are trimmed, converted, parsed and defaulted; other variables are ignored', () => {
  expect(read({ NAME: ' a ', PORT: '1', FLAG: 'true', SIZES: '{"image":5}', OTHER: 'x' })).toEqual({
    NAME: 'a',
    PORT: 1,
    FLAG: true,
    LEVEL: 'low',
    SIZES: { image: 5 },
    QUEUES: { image: 'url' },
  });
});

test.each([undefined, '', ' '])('a variable that is %j is unset', (value) => {
  expect(read({ PORT: value }).PORT).toBe(8080);
  expect(() => read({ NAME: value })).toThrow('NAME must be set (the name of the cell)');
});

describe('an error names the variable, the fault and what to set', () => {
  test.each([
    [{ PORT: 'x' }, 'PORT must be integer, but is "x" (a free port)'],
    [{ PORT: '65536' }, 'PORT must be <= 65535, but is "65536" (a free port)'],
    [
      { LEVEL: 'top' },
      /^The environment is invalid: LEVEL must be .*, but is "top" \(low or high\)$/,
    ],
    [{ QUEUES: '{' }, 'QUEUES must be object, but is "{" (JSON: the queue URL of every kind)'],
    [{ QUEUES: '{}' }, 'QUEUES has no image (JSON: the queue URL of every kind)'],
    [{ QUEUES: '{"image":{}}' }, 'QUEUES image must be string, but is "{"image":{}}"'],
    [{ NAME: '', PORT: 'x' }, /NAME must be set.*; PORT must be integer/],
  ])('%j', (more, message) => {
    expect(() => read(more)).toThrow(message);
    expect(() => read(more)).toThrow(EnvironmentError);
  });

  test('a long value is truncated', () => {
    expect(() => read({ PORT: 'x'.repeat(200) })).toThrow(`"${'x'.repeat(100)}…"`);
  });

  test('a check beyond the schema gives the same message', () => {
    expect(invalidVariable('PROXIES', 'networks', 'x')).toMatchObject({
      code: 'invalid',
      message: 'The environment is invalid: PROXIES must be networks, but is "x"',
    });
  });
});
