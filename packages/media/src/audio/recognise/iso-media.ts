/** ISO/IEC 14496-12: the boxes that contain a track's handler and its references to other tracks. */
const CONTAINERS = ['moov', 'trak', 'mdia', 'tref'];

/**
 * Returns the track types (`soun`, `vide`, …) in the first bytes of a QuickTime or ISO file, and `chap`
 * for a track that refers to a track of chapters. Empty if its `moov` box comes later.
 */
export function isoTracks(firstBytes: Uint8Array): string[] {
  const file = Buffer.from(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const tracks: string[] = [];
  function read(from: number, end: number) {
    for (let at = from; at + 8 <= end; ) {
      const size = file.readUInt32BE(at);
      const type = file.toString('latin1', at + 4, at + 8);
      const next = size < 8 ? end : Math.min(at + size, end);
      if (CONTAINERS.includes(type)) read(at + 8, next);
      // 8.4.3: version and flags, 4 bytes that QuickTime calls the component type, the handler.
      if (type === 'hdlr' && at + 20 <= end) tracks.push(file.toString('latin1', at + 16, at + 20));
      if (type === 'chap') tracks.push(type);
      at = next;
    }
  }
  read(0, file.length);
  return tracks;
}
