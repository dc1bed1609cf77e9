import type { PictureTags } from './tags.ts';
import { known, number, positive, round, signedNumber } from './values.ts';

/** PhotographicSensitivity is a SHORT: this is what it says of anything higher (EXIF, PhotographicSensitivity). */
const SENSITIVITY_OVERFLOW = 65_535;

/** How a picture was exposed; a field is absent where it is unknown. */
export function readExposure(tags: PictureTags) {
  const seconds = exposureTime(tags);
  const aperture = positive(tags.FNumber) ?? fromApex(tags.ApertureValue, 1 / 2);
  const bias = signedNumber(tags.ExposureBiasValue);
  const focalLength = positive(tags.FocalLength);
  const flash = number(tags.Flash);
  return known({
    seconds: seconds && Number(seconds.toPrecision(6)),
    text: seconds === undefined ? undefined : exposureText(seconds),
    fNumber: aperture && round(aperture, 2),
    iso: sensitivity(tags),
    biasEv: bias === undefined || Math.abs(bias) > 100 ? undefined : round(bias, 2) + 0,
    focalLengthMm: focalLength && round(focalLength, 2),
    focalLength35Mm: positive(tags.FocalLengthIn35mmFilm),
    // EXIF, Flash: bit 0 says whether it fired; the others are of no use in a gallery.
    flash: flash === undefined ? undefined : (flash & 1) === 1,
  });
}

function exposureTime({ ExposureTime, ShutterSpeedValue }: PictureTags): number | undefined {
  return positive(ExposureTime) ?? fromApex(ShutterSpeedValue, -1);
}

/** APEX values are logarithms to base 2 (EXIF, APEX units). */
function fromApex(value: PictureTags[keyof PictureTags], factor: number): number | undefined {
  const apex = signedNumber(value);
  return apex === undefined || Math.abs(apex) > 30 ? undefined : 2 ** (apex * factor);
}

/** As a photographer writes it: `1/125`, `0.5`, `30`. */
function exposureText(seconds: number): string {
  const reciprocal = Math.round(1 / seconds);
  return seconds < 0.26 ? `1/${reciprocal}` : String(round(seconds, 1));
}

function sensitivity(tags: PictureTags): number | undefined {
  const iso = positive(tags.PhotographicSensitivity);
  if (iso !== undefined && iso !== SENSITIVITY_OVERFLOW) return iso;
  return positive(tags.RecommendedExposureIndex) ?? positive(tags.StandardOutputSensitivity) ?? iso;
}
