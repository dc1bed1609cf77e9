import { limits } from '../../limits.ts';
import type { Parts } from '../../read/file-parts.ts';
import type { Embedded } from './blocks.ts';

const markers = { end: 0xd9, scan: 0xda, app1: 0xe1, app13: 0xed } as const;

/** Some cameras write other bytes around the name (EXIF 3.0, 4.7.2: `Exif`, NUL, a padding byte). */
const EXIF = /^[\s\S]{0,4}?Exif\0[\s\S]/i;
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';
const LONGEST_NAME = 40;

/** ITU-T T.81, B.1.1: segments of marker and length up to the first scan. */
export function inJpeg(parts: Parts): Embedded {
  const exif: Buffer[] = [];
  const xmp: Buffer[] = [];
  const iptc: Buffer[] = [];
  const extensions: Buffer[] = [];
  for (const { marker, body } of segmentsOf(parts)) {
    const name = body.toString('latin1', 0, LONGEST_NAME);
    const after = (prefix: string) => body.subarray(prefix.length);
    if (marker === markers.app13) {
      if (name.startsWith(PHOTOSHOP)) iptc.push(after(PHOTOSHOP));
    } else if (name.startsWith(XMP)) xmp.push(after(XMP));
    else if (name.startsWith(EXTENDED_XMP)) extensions.push(after(EXTENDED_XMP));
    else {
      const header = EXIF.exec(name)?.[0];
      if (header !== undefined) exif.push(after(header));
    }
  }
  return {
    // The first block is that of the camera, and the last value wins.
    exif: exif.reverse(),
    xmp: [...xmp, ...joined(extensions)],
    ...(iptc.length > 0 && { iptc: Buffer.concat(iptc) }),
  };
}

function* segmentsOf(parts: Parts): Generator<{ marker: number; body: Buffer }> {
  let at = 2;
  let bytes = 0;
  for (let count = 0; count < limits.jpeg.maxSegments; count++) {
    const [mark, marker = 0, high = 0, low = 0] = parts.read(at, 4);
    // Any number of fill bytes may precede a marker.
    if (mark === 0xff && marker === 0xff) {
      at += 1;
      continue;
    }
    const size = high * 256 + low;
    if (mark !== 0xff || marker === markers.scan || marker === markers.end || size < 2) return;
    if (marker === markers.app1 || marker === markers.app13) {
      bytes += size;
      if (bytes > limits.jpeg.maxSegmentBytes) return;
      yield { marker, body: parts.read(at + 4, size - 2) };
    }
    at += 2 + size;
  }
}

/** The identifier of the whole, the size of the whole, and the offset of a part. */
const EXTENSION_HEADER = { id: 32, bytes: 40 } as const;

/**
 * Joins the parts of packets that are too large for a segment (XMP specification, part 3, 1.1.3.1). Leaves
 * out incomplete and very large ones.
 */
function joined(extensions: readonly Buffer[]): Buffer[] {
  const packets = Map.groupBy(
    extensions
      .filter(({ length }) => length > EXTENSION_HEADER.bytes)
      .map((extension) => ({
        id: extension.toString('latin1', 0, EXTENSION_HEADER.id),
        size: extension.readUInt32BE(EXTENSION_HEADER.id),
        at: extension.readUInt32BE(EXTENSION_HEADER.id + 4),
        bytes: extension.subarray(EXTENSION_HEADER.bytes),
      }))
      .filter(({ size, at, bytes }) => size <= limits.maxPacketBytes && at + bytes.length <= size),
    ({ id, size }) => `${id} ${size}`,
  );
  return [...packets.values()].flatMap((parts) => {
    const size = parts[0]?.size ?? 0;
    // Allocated only for a packet whose parts are in the file, so that their bytes bound the memory.
    if (parts.reduce((sum, { bytes }) => sum + bytes.length, 0) < size) return [];
    const packet = Buffer.alloc(size);
    for (const { at, bytes } of parts) packet.set(bytes, at);
    return [packet];
  });
}
