import { heifProperties } from '../read/heif-properties.ts';
import type { Box } from '../read/isobmff.ts';

/** Colour code points of ISO/IEC 23091-2 (CICP) in an `nclx` box. */
export interface Cicp {
  readonly primaries: number;
  readonly transfer: number;
}

/**
 * Returns the colour of a HEIF file's primary item. If it has none, as in some grids, returns the first
 * colour in the file.
 *
 * @param meta the content of the `meta` box
 * @see ISO/IEC 14496-12, 12.1.5 (`colr`)
 */
export function primaryColour(meta: Buffer): Cicp | undefined {
  const { all, own } = heifProperties(meta);
  const isColour = ({ type }: Box) => type === 'colr';
  return (own.some(isColour) ? own : all).map(readNclx).find((colour) => colour !== undefined);
}

/** Reads an `nclx` box. Undefined for a box with an ICC profile. */
function readNclx({ type, body }: Box): Cicp | undefined {
  if (type !== 'colr' || body.length < 8 || body.toString('latin1', 0, 4) !== 'nclx') return;
  return { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
}
