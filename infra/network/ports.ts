/** Where the load balancer listens; nothing but CloudFront reaches it. */
export const LISTENER_PORT = 80;

/** Where a cell listens; nothing but the load balancer reaches it. */
export const CELL_PORT = 8080;
