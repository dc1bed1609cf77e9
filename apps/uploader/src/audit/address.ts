import { isIP } from 'node:net';

/** How much of a client address is stored. */
export type AddressPrecision = 'full' | 'truncated' | 'none';

/** The size of a household network: identifies networks, but no person. */
const NETWORK_OCTETS = 3;
const NETWORK_GROUPS = 3;

/**
 * Reduces an address to the configured precision: full, its network (an IPv4 /24, an IPv6 /48), or
 * none. Returns undefined if the text is not an address.
 */
export function reduceAddress(
  address: string | undefined,
  precision: AddressPrecision,
): string | undefined {
  const [plain = ''] = (address ?? '').split('%');
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain;
  const version = isIP(ipv4);
  if (precision === 'none' || version === 0) return undefined;
  if (precision === 'full') return ipv4;
  if (version === 4) return `${ipv4.split('.').slice(0, NETWORK_OCTETS).join('.')}.0/24`;
  const network = groups(ipv4).slice(0, NETWORK_GROUPS).join(':');
  return `${canonical(`${network}::`)}/48`;
}

/** The RFC 5952 form, which the URL standard shares. */
const canonical = (address: string): string =>
  new URL(`http://[${address}]/`).hostname.slice(1, -1);

/** The eight groups of an IPv6 address in hexadecimal. */
function groups(address: string): string[] {
  const [before = '', after = ''] = canonical(address).split('::');
  const first = before.split(':').filter(Boolean);
  const last = after.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last];
}
