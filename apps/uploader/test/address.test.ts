import { expect, test } from '@jest/globals';
import { reduceAddress } from '../src/audit/address.ts';

test.each([
  ['203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8::6', '2001:0DB8::6', '2001:db8::/48'],
  ['2001:db8:0:5::1', '2001:db8:0:5::1', '2001:db8::/48'],
  ['fe80::1%eth0', 'fe80::1', 'fe80::/48'],
  ['::1', '::1', '::/48'],
  ['0:0:7::', '0:0:7::', '0:0:7::/48'],
])('%s', (address, full, truncated) => {
  expect(reduceAddress(address, 'full')).toBe(full);
  expect(reduceAddress(address, 'truncated')).toBe(truncated);
  expect(reduceAddress(address, 'none')).toBeUndefined();
});

test.each(['', 'unknown', '203.0.113', '<script>', '1.2.3.4, 5.6.7.8', undefined])(
  '%p is not an address',
  (address) => {
    expect(reduceAddress(address, 'full')).toBeUndefined();
    expect(reduceAddress(address, 'truncated')).toBeUndefined();
  },
);
