import { defined } from '@galeria/media';
import { expect, test } from '@jest/globals';

test('fields that are undefined are left out, and others are kept', () => {
  const found: string | undefined = [undefined][0];
  const fields = defined({ a: found, b: 'b', none: null, no: false, zero: 0, empty: '' });
  expect(Object.keys(fields)).toEqual(['b', 'none', 'no', 'zero', 'empty']);
  const typed: { readonly a?: string; readonly b: string } = fields;
  expect(typed.b).toBe('b');
});

test('a field that may be undefined is optional', () => {
  const { a } = defined({ a: 'x' as string | undefined });
  // @ts-expect-error The compiler reports it if the next line has no type error.
  expect(a.length).toBe(1);
});
