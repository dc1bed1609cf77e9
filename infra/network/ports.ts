/** The port of the load balancer, reachable only for CloudFront. */
export const LISTENER_PORT = 80;

/** The port of a cell, reachable only for the load balancer. */
export const CELL_PORT = 8080;
