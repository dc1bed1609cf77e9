import { expect, test } from '@jest/globals';
import { addressOf, conditionsOf, readAddress } from '../src/store/address.ts';

const item = 'a'.repeat(64);

test.each([
  '/',
  '/?view=photos&camera=Fuji+X100',
  `/?q=telef+FABR#${item}`,
  '/?view=albums&in=01KB4Z3Q7M',
  '/?view=songs&from=2019&to=2019&artist=Nina+Simone',
])('the address %s is read and written', (address) => {
  expect(addressOf(readAddress(new URL(address, 'http://127.0.0.1')))).toBe(address);
});

test('an unknown view shows everything, and an id that is none is left out', () => {
  const { hash, search } = new URL('http://127.0.0.1/?view=nowhere#abc');
  expect(readAddress({ hash, search })).toMatchObject({ view: 'all', item: undefined });
});

test('archived items are in searches and in their own view', () => {
  const of = (address: string) => conditionsOf(readAddress(new URL(address, 'http://127.0.0.1')));
  expect(of('/')).toEqual({ archived: false });
  expect(of('/?q=mar')).toEqual({ q: 'mar' });
  expect(of('/?view=archived&tag=praia')).toEqual({ archived: true, tag: 'praia' });
  expect(of('/?view=favourites')).toEqual({ favourite: true, archived: false });
});
