import { type Box, bodyOf, boxesIn } from '../read/isobmff.ts';

/** Colour code points of ISO/IEC 23091-2 (CICP) in an `nclx` box. */
export interface Cicp {
  readonly primaries: number;
  readonly transfer: number;
}

/** A full box starts with version and flags (ISO/IEC 14496-12, 4.2). */
const FULL_BOX_BYTES = 4;

/**
 * Returns the colour of a HEIF file's primary item. If it has none, as in some grids, returns the first
 * colour in the file.
 *
 * @param meta the content of the `meta` box
 * @see ISO/IEC 23008-12, 9.3 (`iprp`, `ipco`, `ipma`) and ISO/IEC 14496-12, 12.1.5 (`colr`)
 */
export function primaryColour(meta: Buffer): Cicp | undefined {
  const children = meta.subarray(FULL_BOX_BYTES);
  const properties = bodyOf(children, 'iprp');
  const all = [...boxesIn(bodyOf(properties, 'ipco'))];
  const indices = associated(bodyOf(properties, 'ipma'), primaryItem(bodyOf(children, 'pitm')));
  const own = indices.map((index) => all[index - 1]).filter((box) => box !== undefined);
  const isColour = ({ type }: Box) => type === 'colr';
  return (own.some(isColour) ? own : all).map(readNclx).find((colour) => colour !== undefined);
}

/** Reads an `nclx` box. Undefined for a box with an ICC profile. */
function readNclx({ type, body }: Box): Cicp | undefined {
  if (type !== 'colr' || body.length < 8 || body.toString('latin1', 0, 4) !== 'nclx') return;
  return { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
}

function primaryItem(pitm: Buffer): number | undefined {
  if (pitm.length < FULL_BOX_BYTES + 2) return undefined;
  const isLong = pitm.readUInt8(0) > 0 && pitm.length >= FULL_BOX_BYTES + 4;
  return isLong ? pitm.readUInt32BE(FULL_BOX_BYTES) : pitm.readUInt16BE(FULL_BOX_BYTES);
}

/** Returns the property indexes of an item, counted from 1. The highest bit marks essential ones. */
function associated(ipma: Buffer, item: number | undefined): number[] {
  if (ipma.length < 2 * FULL_BOX_BYTES) return [];
  const idBytes = ipma.readUInt8(0) > 0 ? 4 : 2;
  const indexBytes = (ipma.readUInt8(3) & 1) === 1 ? 2 : 1;
  for (let at = 2 * FULL_BOX_BYTES; at + idBytes + 1 <= ipma.length; ) {
    const id = ipma.readUIntBE(at, idBytes);
    const from = at + idBytes + 1;
    at = from + ipma.readUInt8(at + idBytes) * indexBytes;
    if (id !== item || at > ipma.length) continue;
    const bits = 8 * indexBytes - 1;
    const indices: number[] = [];
    for (let index = from; index < at; index += indexBytes) {
      indices.push(ipma.readUIntBE(index, indexBytes) % 2 ** bits);
    }
    return indices;
  }
  return [];
}
