import type { Hints } from '../../kind.ts';
import { formats } from '../formats.ts';
import { heifType } from './heif.ts';
import { isSvg } from './svg.ts';
import { isTiffWithFarDirectory, rawTypeOfTiff } from './tiff.ts';

/** The types that `file-type` detects in an SVG. */
const MARKUP = ['application/xml', 'application/gzip'];

/** Recognises the types of `file-type` and those that it does not detect. */
export function recognise(
  firstBytes: Uint8Array,
  { detected, filename }: Hints,
): string | undefined {
  const heif = heifType(firstBytes);
  if (heif !== undefined) return heif;
  const raw = detected === 'image/tiff' ? rawTypeOfTiff(firstBytes) : undefined;
  if (raw !== undefined) return raw;
  if (detected !== undefined && !MARKUP.includes(detected)) {
    return detected in formats ? detected : undefined;
  }
  if (isSvg(firstBytes, filename)) return 'image/svg+xml';
  return isTiffWithFarDirectory(firstBytes) ? 'image/tiff' : undefined;
}
