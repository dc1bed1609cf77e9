import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { diskFiles } from '../src/spool/files.ts';
import { listen } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';
import { environment } from './support/environment.ts';

/** The stored client address of an upload with this header. */
async function addressOf(forwardedFor: string, more: Record<string, string>) {
  const app = await listen(await newFolder(), diskFiles, more);
  await app.stopShipping();
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(jpegLike(1_000))]), 'a.jpg');
  const headers = { 'x-forwarded-for': forwardedFor };
  await fetch(`${app.base}/uploads`, { method: 'POST', body, headers });
  const [entry] = app.spool.waiting();
  await app.close();
  return entry!.address;
}

test('a client that connects directly cannot forge its address', async () => {
  expect(await addressOf('203.0.113.7', {})).toBe('127.0.0.1');
  const elsewhere = { GALERIA_PROXIES: '10.0.0.0/16', GALERIA_PROXY_HOPS: '2' };
  expect(await addressOf('203.0.113.7, 10.0.0.9', elsewhere)).toBe('127.0.0.1');
});

test('behind proxies the client address is the one that the outermost proxy saw', async () => {
  const one = { GALERIA_PROXIES: '127.0.0.1' };
  expect(await addressOf('198.51.100.1, 203.0.113.7', one)).toBe('203.0.113.7');
  const two = { GALERIA_PROXIES: '127.0.0.0/8,::1', GALERIA_PROXY_HOPS: '2' };
  // CloudFront and the load balancer append to the header that the client sent.
  expect(await addressOf('10.0.0.1, 2001:db8::7, 10.0.0.9', two)).toBe('2001:db8::7');
  expect(await addressOf('127.0.0.1, 203.0.113.7, 192.0.2.9', two)).toBe('203.0.113.7');
});

test.each(['somewhere', '10.0.0.0/33', '10.0.0.0/x', '300.1.1.1'])(
  '%s is not a network',
  (proxies) => {
    const read = () => readConfig(environment('/tmp', { GALERIA_PROXIES: proxies }));
    expect(read).toThrow(/GALERIA_PROXIES must be networks/);
  },
);
