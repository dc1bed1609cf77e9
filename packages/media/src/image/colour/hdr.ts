import type { Container } from '../read/container.ts';

/** How a picture stores a high dynamic range. */
export type Hdr = 'gain-map' | 'pq' | 'hlg';

/** ISO/IEC 23091-2, 8.2: SMPTE ST 2084, and ARIB STD-B67. */
const TRANSFERS: Readonly<Record<number, Hdr>> = { 16: 'pq', 18: 'hlg' };

/**
 * Returns the HDR format of a picture. Renditions are in sRGB: of a picture with a gain map they show
 * the base picture; one in PQ or HLG looks flat.
 */
export const hdrOf = ({ colour, hasGainMap }: Container): Hdr | undefined =>
  TRANSFERS[colour?.transfer ?? 0] ?? (hasGainMap ? 'gain-map' : undefined);
