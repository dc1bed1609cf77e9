import type { PictureTags } from './tags.ts';
import { anyDefined, number, positive, round, signedNumber } from './values.ts';

/**
 * The value of PhotographicSensitivity, a SHORT, for higher sensitivities (EXIF,
 * PhotographicSensitivity).
 */
const SENSITIVITY_OVERFLOW = 65_535;

/** Above that of any camera. */
const MAX_SENSITIVITY = 10_000_000;

/**
 * Reads the exposure. Unknown fields are absent.
 *
 * @param isoOfNote the sensitivity in the maker notes
 */
export function readExposure(tags: PictureTags, isoOfNote?: number) {
  const seconds = exposureTime(tags);
  const aperture = positive(tags.FNumber) ?? fromApex(tags.ApertureValue, 1 / 2);
  const bias = signedNumber(tags.ExposureBiasValue);
  const focalLength = positive(tags.FocalLength);
  const flash = number(tags.Flash);
  return anyDefined({
    seconds: seconds && Number(seconds.toPrecision(6)),
    text: seconds === undefined ? undefined : exposureText(seconds),
    fNumber: aperture && round(aperture, 2),
    iso: sensitivity(tags) ?? plausible(isoOfNote),
    biasEv: bias === undefined || Math.abs(bias) > 100 ? undefined : round(bias, 2) + 0,
    focalLengthMm: focalLength && round(focalLength, 2),
    focalLength35Mm: positive(tags.FocalLengthIn35mmFilm),
    // EXIF, Flash: bit 0 tells whether the flash fired.
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

/** Formats an exposure time: `1/125`, `0.5`, `30`. */
function exposureText(seconds: number): string {
  const reciprocal = Math.round(1 / seconds);
  return seconds < 0.26 ? `1/${reciprocal}` : String(round(seconds, 1));
}

/** Notes have other values for automatic settings. */
const plausible = (iso = 0): number | undefined =>
  iso >= 1 && iso <= MAX_SENSITIVITY ? iso : undefined;

function sensitivity(tags: PictureTags): number | undefined {
  const iso = positive(tags.PhotographicSensitivity);
  if (iso !== undefined && iso !== SENSITIVITY_OVERFLOW) return iso;
  return positive(tags.RecommendedExposureIndex) ?? positive(tags.StandardOutputSensitivity) ?? iso;
}
