import type { Pixels } from '../read/sharp.ts';
import { D50 } from './rgb-profile.ts';

/** XYZ of D50 to linear sRGB, adapted by Bradford's matrix (ICC.1:2022, annex E). */
const TO_SRGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

/**
 * Converts CIELab of 8 bits in place: L from 0 to 255, a and b with 128 as zero. Its white is D50 (TIFF 6.0,
 * section 23).
 */
export function labToSrgb(pixels: Pixels): Pixels {
  const { data, channels } = pixels;
  for (let at = 0; at < data.length; at += channels) {
    const y = ((data[at] ?? 0) / 255) * 100;
    const fy = (y + 16) / 116;
    const fx = fy + ((data[at + 1] ?? 0) - 128) / 500;
    const fz = fy - ((data[at + 2] ?? 0) - 128) / 200;
    const xyz = [linear(fx) * D50[0], linear(fy) * D50[1], linear(fz) * D50[2]] as const;
    TO_SRGB.forEach(([x, y, z], channel) => {
      data[at + channel] = encoded(x * xyz[0] + y * xyz[1] + z * xyz[2]);
    });
  }
  return pixels;
}

/** CIE 15, 8.2.1: the inverse of the cube root with a linear beginning. */
const linear = (value: number): number =>
  value > 6 / 29 ? value ** 3 : 3 * (6 / 29) ** 2 * (value - 4 / 29);

/** IEC 61966-2-1, in 8 bits. */
function encoded(value: number): number {
  const shown = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, shown)));
}
