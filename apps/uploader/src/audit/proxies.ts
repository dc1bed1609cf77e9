import { BlockList, isIP } from 'node:net';

/** The trusted proxies in front of an uploader, which set `X-Forwarded-For`. */
export interface Proxies {
  /** Networks in CIDR notation, or addresses. The header of any other peer is ignored. */
  readonly networks: readonly string[];
  /** Number of proxies in a row; each appends one address to the header. */
  readonly hops: number;
}

/**
 * Tells Fastify which addresses belong to trusted proxies, from the peer (hop 0) back to the client.
 * The first other address is the client's; a client can forge the rest of the header.
 */
export function trustProxies({ networks, hops }: Proxies) {
  const trusted = blockListOf(networks);
  return (address: string, hop: number): boolean =>
    hop === 0 ? trusted.check(address, familyOf(address)) : hop < hops;
}

/** @throws if one is not a network */
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
