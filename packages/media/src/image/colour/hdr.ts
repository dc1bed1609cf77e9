import type { Container } from '../read/container.ts';

/** How a picture holds more light than a screen of old shows. */
export type Hdr = 'gain-map' | 'pq' | 'hlg';

/** ISO/IEC 23091-2, 8.2: SMPTE ST 2084, and ARIB STD-B67. */
const TRANSFERS: Readonly<Record<number, Hdr>> = { 16: 'pq', 18: 'hlg' };

/**
 * Renditions are in sRGB. With a gain map they show the picture that it would brighten, as it was meant
 * for such screens; one that is coded in PQ or HLG itself comes out flat.
 */
export const hdrOf = ({ colour, hasGainMap }: Container): Hdr | undefined =>
  TRANSFERS[colour?.transfer ?? 0] ?? (hasGainMap ? 'gain-map' : undefined);
