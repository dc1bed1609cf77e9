import type { PngChunk } from '../read/png-chunks.ts';
import { type Chromaticities, colorantsOf } from './chromaticities.ts';
import type { Cicp } from './heif-colour.ts';
import { type Curve, rgbProfile } from './rgb-profile.ts';

/** The colours of a PNG by chunks other than its ICC profile. */
export interface PngColour {
  readonly colour?: Cicp | undefined;
  /** The profile of its gamma and primaries, if they are not those of sRGB. */
  readonly profile?: Uint8Array | undefined;
}

/** Of sRGB: white D65, red, green and blue; and the gamma that stands for its curve (PNG, 11.3.2.5). */
const SRGB: Chromaticities = [
  [0.3127, 0.329],
  [0.64, 0.33],
  [0.3, 0.6],
  [0.15, 0.06],
];
const SRGB_GAMMA = 0.45455;

const GAMMA_TOLERANCE = 0.01;
const CHROMATICITY_TOLERANCE = 0.003;

/** PNG, 11.3.2: values are multiplied by 100,000. */
const UNIT = 100_000;

/** PNG, 4.3: `cICP` has precedence over `iCCP`, `sRGB`, and `gAMA` with `cHRM`. */
export function pngColour(chunks: readonly PngChunk[]): PngColour {
  const find = (type: string, bytes: number): Buffer | undefined =>
    chunks.find((chunk) => chunk.type === type && chunk.body.length >= bytes)?.body;
  const cicp = find('cICP', 4);
  if (cicp) return { colour: { primaries: cicp.readUInt8(0), transfer: cicp.readUInt8(1) } };
  const gamma = (find('gAMA', 4)?.readUInt32BE(0) ?? 0) / UNIT;
  if (find('sRGB', 1) || find('iCCP', 1) || gamma < 0.1 || gamma > 10) return {};
  const stated = find('cHRM', 32);
  const primaries = stated ? readChromaticities(stated) : SRGB;
  const curve: Curve = Math.abs(gamma - SRGB_GAMMA) <= GAMMA_TOLERANCE ? 'srgb' : 1 / gamma;
  if (curve === 'srgb' && areSrgb(primaries)) return {};
  const colorants = colorantsOf(areSrgb(primaries) ? SRGB : primaries);
  return { profile: colorants && rgbProfile(colorants, curve) };
}

const readChromaticities = (chunk: Buffer): Chromaticities =>
  [0, 8, 16, 24].map((at) => [chunk.readUInt32BE(at) / UNIT, chunk.readUInt32BE(at + 4) / UNIT]);

const areSrgb = (chromaticities: Chromaticities): boolean =>
  chromaticities.every(([x, y], index) => {
    const [ownX, ownY] = SRGB[index] ?? [0, 0];
    return (
      Math.abs(x - ownX) <= CHROMATICITY_TOLERANCE && Math.abs(y - ownY) <= CHROMATICITY_TOLERANCE
    );
  });
