import { defined } from '../../../defined.ts';
import type { GpsTags, RawValue } from './tags.ts';
import { number, round, text } from './values.ts';

/**
 * Reads the position of a picture (WGS 84).
 *
 * Undefined if the position is incomplete or has an invalid hemisphere, or for 0°, 0°, which cameras
 * write without a fix.
 *
 * @returns latitude and longitude in degrees, north and east positive; altitude in metres, negative
 * below the sea; direction of the lens in degrees clockwise, 0 up to 360.
 */
export function readGps(gps: GpsTags) {
  const latitude = degrees(gps.GPSLatitude, gps.GPSLatitudeRef, { N: 1, S: -1 }, 90);
  const longitude = degrees(gps.GPSLongitude, gps.GPSLongitudeRef, { E: 1, W: -1 }, 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  if (latitude === 0 && longitude === 0) return undefined;
  return {
    latitude,
    longitude,
    ...defined({ altitudeMetres: altitude(gps), ...direction(gps) }),
  };
}

/** EXIF, GPSLatitude: degrees, minutes and seconds as up to three fractions. */
function degrees(
  value: RawValue | undefined,
  reference: RawValue | undefined,
  signs: Readonly<Record<string, number>>,
  max: number,
): number | undefined {
  const sign = signs[text(reference)?.charAt(0).toUpperCase() ?? ''];
  const whole = number(value, 0);
  if (sign === undefined || whole === undefined) return undefined;
  const result = whole + (number(value, 1) ?? 0) / 60 + (number(value, 2) ?? 0) / 3600;
  if (result < 0 || result > max) return undefined;
  // Seven decimals are a centimetre; adding 0 turns −0 into 0.
  return sign * round(result, 7) + 0;
}

/** EXIF 3.0, GPSAltitudeRef: 1 and 3 are below the sea and below the ellipsoid. */
function altitude({ GPSAltitude, GPSAltitudeRef }: GpsTags): number | undefined {
  const metres = number(GPSAltitude);
  if (metres === undefined || Math.abs(metres) > 100_000) return undefined;
  const reference = number(GPSAltitudeRef) ?? 0;
  const below = reference === 1 || reference === 3;
  return round(below ? -Math.abs(metres) : metres, 2) + 0;
}

function direction({ GPSImgDirection, GPSImgDirectionRef }: GpsTags) {
  const turned = number(GPSImgDirection);
  if (turned === undefined || turned < 0 || turned > 360) return {};
  const references: Readonly<Record<string, 'true' | 'magnetic'>> = { T: 'true', M: 'magnetic' };
  return {
    direction: round(turned % 360, 2),
    directionReference: references[text(GPSImgDirectionRef) ?? ''],
  };
}
