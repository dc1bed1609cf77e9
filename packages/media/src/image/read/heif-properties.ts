import { type Box, bodyOf, boxesIn } from './isobmff.ts';

/** A full box starts with version and flags (ISO/IEC 14496-12, 4.2). */
const FULL_BOX_BYTES = 4;

export interface HeifProperties {
  /** All properties of the file. */
  readonly all: readonly Box[];
  /** Those of the primary item, in their order. */
  readonly own: readonly Box[];
}

/**
 * Reads the properties of a HEIF file.
 *
 * @param meta the content of the `meta` box
 * @see ISO/IEC 23008-12, 9.3 (`iprp`, `ipco`, `ipma`)
 */
export function heifProperties(meta: Buffer): HeifProperties {
  const children = meta.subarray(FULL_BOX_BYTES);
  const properties = bodyOf(children, 'iprp');
  const all = [...boxesIn(bodyOf(properties, 'ipco'))];
  const indices = associated(bodyOf(properties, 'ipma'), primaryItem(bodyOf(children, 'pitm')));
  return { all, own: indices.map((index) => all[index - 1]).filter((box) => box !== undefined) };
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
