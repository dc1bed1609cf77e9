import { defined } from '../../../defined.ts';
import type { Size } from '../../render/sizes.ts';
import type { Embedded } from './blocks.ts';

/** Adobe Photoshop File Formats Specification, Image Resource IDs. */
const resources = { iptc: 1028, exif: 1058, xmp: 1060 } as const;

const HEADER_BYTES = 26;

/** Reads PSD and PSB, which have the same header and image resources. */
export function inPhotoshop(head: Buffer): Embedded {
  const found = readResources(head);
  const exif = found.get(resources.exif);
  const iptc = found.get(resources.iptc);
  const xmp = found.get(resources.xmp);
  return {
    size: readSize(head),
    ...defined({ exif: exif && [exif], iptc, xmp: xmp && [xmp] }),
  };
}

/** File Header Section: signature, version, six reserved bytes, channels, height and width. */
function readSize(head: Buffer): Size | undefined {
  if (head.length < HEADER_BYTES) return undefined;
  const size = { width: head.readUInt32BE(18), height: head.readUInt32BE(14) };
  return size.width > 0 && size.height > 0 ? size : undefined;
}

/**
 * Reads the image resources after the colour table: signature, id, name, length and data, with name and
 * data padded to even. Stops at the first damaged or incomplete one.
 */
function readResources(head: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  const even = (length: number) => length + (length % 2);
  if (head.length < HEADER_BYTES + 8) return found;
  const start = HEADER_BYTES + 4 + head.readUInt32BE(HEADER_BYTES);
  if (start + 4 > head.length) return found;
  const end = Math.min(head.length, start + 4 + head.readUInt32BE(start));
  for (let at = start + 4; at + 12 <= end && head.toString('latin1', at, at + 4) === '8BIM'; ) {
    const sizeAt = at + 6 + even(1 + head.readUInt8(at + 6));
    const data = sizeAt + 4;
    if (data > end) break;
    const size = head.readUInt32BE(sizeAt);
    if (data + size > end) break;
    found.set(head.readUInt16BE(at + 4), head.subarray(data, data + size));
    at = data + even(size);
  }
  return found;
}
