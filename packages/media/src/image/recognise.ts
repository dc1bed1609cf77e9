import type { Hints } from '../kind.ts';
import { formats } from './formats.ts';
import { heifType } from './sniff/heif.ts';
import { isSvg } from './sniff/svg.ts';
import { isTiffWithFarDirectory } from './sniff/tiff.ts';

/** What `file-type` tells, and what it cannot. */
export function recognise(firstBytes: Uint8Array, { detected }: Hints): string | undefined {
  const heif = heifType(firstBytes);
  if (heif !== undefined) return heif;
  if (detected !== undefined && detected !== 'application/xml') {
    return detected in formats ? detected : undefined;
  }
  if (isSvg(firstBytes)) return 'image/svg+xml';
  return isTiffWithFarDirectory(firstBytes) ? 'image/tiff' : undefined;
}
