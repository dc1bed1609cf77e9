import { BlockList, isIP } from 'node:net';

/** The proxies in front of an uploader, which say in `X-Forwarded-For` whom they speak for. */
export interface Proxies {
  /** Networks in CIDR notation, or addresses: whoever connects from elsewhere is not believed. */
  readonly networks: readonly string[];
  /** How many proxies a request passes, each of which adds one address to the header. */
  readonly hops: number;
}

/**
 * Decides which addresses of a request are proxies', from the one that is connected (hop 0) back to
 * the client's: the first that is none's is the sender's. What lies behind it in the header is a
 * client's own invention.
 */
export function trustProxies({ networks, hops }: Proxies) {
  const trusted = blockListOf(networks);
  return (address: string, hop: number): boolean =>
    hop === 0 ? trusted.check(address, familyOf(address)) : hop < hops;
}

/** @throws where one is no network */
export function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
