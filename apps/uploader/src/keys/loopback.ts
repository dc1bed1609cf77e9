import { isIPv4 } from 'node:net';

/** Whether a host name or address means this machine and no other (RFC 1122, 4291, 6761). */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIPv4(name)) return name.startsWith('127.');
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}

/** The host of a Host header, its port left off; undefined where it is none. */
export function hostName(header: string | undefined): string | undefined {
  const url = header === undefined ? null : URL.parse(`http://${header}/`);
  return url?.hostname;
}
