// Reads EXIF of raw files that is outside of the first directory or not in a TIFF structure.

import { limits } from '../../limits.ts';
import { partsOf } from '../../read/file-parts.ts';
import { bodyOf, boxesIn } from '../../read/isobmff.ts';
import type { Embedded } from './blocks.ts';
import { inJpeg } from './jpeg.ts';

/** Reads Fujifilm's embedded JPEG, whose offset is at byte 84 of the header. */
export function inRaf(head: Buffer): Embedded {
  const at = head.readUInt32BE(84);
  return inJpeg(partsOf(head.subarray(at, at + head.readUInt32BE(88))));
}

/** Panasonic's tag of the embedded JPEG in the first directory. */
const JPEG_FROM_RAW = 0x002e;

export function inRw2(head: Buffer): Embedded {
  const directory = head.readUInt32LE(4);
  const count = Math.min(head.readUInt16LE(directory), limits.exif.maxEntries);
  for (let at = directory + 2; at < directory + 2 + 12 * count; at += 12) {
    if (head.readUInt16LE(at) !== JPEG_FROM_RAW) continue;
    const start = head.readUInt32LE(at + 8);
    return inJpeg(partsOf(head.subarray(start, start + head.readUInt32LE(at + 4))));
  }
  return {};
}

/** Canon's box with the directories of camera (1), exposure (2) and GPS (4). */
const CANON_UUID = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');

export function inCr3(head: Buffer): Embedded {
  for (const { type, body } of boxesIn(bodyOf(head, 'moov'))) {
    if (type !== 'uuid' || !CANON_UUID.equals(body.subarray(0, CANON_UUID.length))) continue;
    const boxes = body.subarray(CANON_UUID.length);
    const place = bodyOf(boxes, 'CMT4');
    const blocks = [bodyOf(boxes, 'CMT1'), bodyOf(boxes, 'CMT2')];
    return { exif: place.length > 0 ? [...blocks, asPlace(place)] : blocks };
  }
  return {};
}

/** Prepends a directory that contains only the pointer to the GPS directory (GPSInfo). */
function asPlace(tiff: Buffer): Buffer {
  const isLittleEndian = tiff.toString('latin1', 0, 2) === 'II';
  const block = Buffer.concat([tiff, Buffer.alloc(18)]);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const at = tiff.length;
  view.setUint16(at, 1, isLittleEndian);
  view.setUint16(at + 2, 0x8825, isLittleEndian);
  view.setUint16(at + 4, 4, isLittleEndian);
  view.setUint32(at + 6, 1, isLittleEndian);
  view.setUint32(at + 10, view.getUint32(4, isLittleEndian), isLittleEndian);
  view.setUint32(4, at, isLittleEndian);
  return block;
}
