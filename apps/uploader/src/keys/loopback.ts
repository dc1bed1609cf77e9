import { isIPv4 } from 'node:net';

/** Whether a host name or address is loopback (RFC 1122, 4291, 6761). */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIPv4(name)) return name.startsWith('127.');
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}

/** The host of a Host header without its port; undefined if invalid. */
export function hostName(header: string | undefined): string | undefined {
  const url = header === undefined ? null : URL.parse(`http://${header}/`);
  return url?.hostname;
}
