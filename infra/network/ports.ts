import type { GaleriaConfig } from '../config/config.ts';

/** The ports of the load balancer by protocol. One is open, and only for CloudFront. */
export const LISTENER_PORTS = { HTTP: 80, HTTPS: 443 } as const;

export type ListenerProtocol = keyof typeof LISTENER_PORTS;

/** A certificate for the load balancer needs a domain of one's own. */
export const listenerProtocol = ({ domain }: GaleriaConfig): ListenerProtocol =>
  domain ? 'HTTPS' : 'HTTP';

/** The port of a cell, reachable only for the load balancer. */
export const CELL_PORT = 8080;
