/** How long the rest of a body is read that its origin has refused, so that the client sees why. */
export const DRAIN_MS = 10_000;

/**
 * How long a request may take, when a cell is not told otherwise: the six hours of the uploader's
 * GALERIA_REQUEST_MS.
 */
export const CELL_REQUEST_MS = 6 * 3_600_000;

/** How much longer the edge waits than a cell, so that the cell's answer to a slow request arrives. */
export const REQUEST_MARGIN_MS = 60_000;

/** Sizes of the objects that CloudFront compresses. */
export const COMPRESSED_BYTES = { least: 1_000, most: 10_000_000 } as const;
