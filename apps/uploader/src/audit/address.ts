import { isIP } from 'node:net';

/** How much of an address is kept. */
export type AddressKept = 'full' | 'truncated' | 'none';

/** What a household has at the least: enough to tell networks apart, not enough to tell people. */
const KEPT_OCTETS = 3;
const KEPT_GROUPS = 3;

/**
 * A sender's address as it is kept: whole, as its network (an IPv4 /24, an IPv6 /48), or not at all.
 * What is no address is not kept.
 */
export function keptAddress(address: string | undefined, kept: AddressKept): string | undefined {
  const [plain = ''] = (address ?? '').split('%');
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain;
  const version = isIP(ipv4);
  if (kept === 'none' || version === 0) return undefined;
  if (kept === 'full') return ipv4;
  if (version === 4) return `${ipv4.split('.').slice(0, KEPT_OCTETS).join('.')}.0/24`;
  const network = groups(ipv4).slice(0, KEPT_GROUPS).join(':');
  return `${canonical(`${network}::`)}/48`;
}

/** As RFC 5952 writes it: the URL standard's way is the same. */
const canonical = (address: string): string =>
  new URL(`http://[${address}]/`).hostname.slice(1, -1);

/** The eight groups of an IPv6 address in hexadecimal. */
function groups(address: string): string[] {
  const [before = '', after = ''] = canonical(address).split('::');
  const [first, last] = [before, after].map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - first!.length - last!.length }, () => '0');
  return [...first!, ...zeros, ...last!];
}
