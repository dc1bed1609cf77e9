/**
 * How long each hop waits in silence, in seconds: each longer than the one before it, so that the first
 * one ends a request and no hop sends a request on a connection that the next one has just closed.
 *
 * `edge` is the most that CloudFront gives an origin without asking support for more. Images built
 * before `GALERIA_IDLE_MS` covered idle connections close them after 72 seconds.
 */
export const IDLE_SECONDS = { edge: 120, balancer: 125, cell: 130 } as const;
