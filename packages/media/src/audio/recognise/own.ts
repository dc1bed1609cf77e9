import { mpegFrameLength } from './mpeg-frame.ts';

/** The texts at certain bytes by which a file is of a format that `file-type` does not detect. */
const SIGNATURES: readonly (readonly [Readonly<Record<number, string>>, string])[] = [
  // EBU Tech 3306 and ITU-R BS.2088: WAV of more than 4 GiB.
  [{ 0: 'RF64', 8: 'WAVE' }, 'audio/wav'],
  [{ 0: 'BW64', 8: 'WAVE' }, 'audio/wav'],
  // Sony Wave64: the GUID of its first chunk.
  [{ 0: 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0' }, 'audio/x-w64'],
  // Sun's and NeXT's format; the header has less than 64 KiB.
  [{ 0: '.snd\0\0' }, 'audio/basic'],
  [{ 0: 'TTA1\x01\0' }, 'audio/x-tta'],
];

/** Recognises the formats that `file-type` does not detect. */
export function recogniseByOwnRules(firstBytes: Uint8Array): string | undefined {
  const file = Buffer.from(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const [, type] =
    SIGNATURES.find(([signature]) =>
      Object.entries(signature).every(([at, text]) => isAt(file, Number(at), text)),
    ) ?? [];
  return type ?? (isMpegAfterPadding(file) ? 'audio/mpeg' : undefined);
}

const isAt = (file: Buffer, at: number, text: string): boolean =>
  file.toString('latin1', at, at + text.length) === text;

/** Whether MPEG audio follows an ID3 tag and zero bytes, either of which may fill the first bytes. */
function isMpegAfterPadding(file: Buffer): boolean {
  const tag = id3Length(file);
  let at = tag;
  while (at < file.length && file[at] === 0) at++;
  // Too few bytes are left for a header.
  if (tag > 0 && at + 4 > file.length) return true;
  const length = mpegFrameLength(file, at);
  if (length === undefined) return false;
  const next = at + length;
  // Zeros without a tag may belong to any file: two headers have to follow them.
  return mpegFrameLength(file, next) !== undefined || (tag > 0 && next + 4 > file.length);
}

/** ID3v2.4, 3.1 and 3.4: the length of a tag with its header and footer, 0 if the file begins with none. */
function id3Length(file: Buffer): number {
  if (file.length < 10 || !isAt(file, 0, 'ID3')) return 0;
  const [major = 0, revision = 0, flags = 0, ...size] = file.subarray(3, 10);
  const isTag = major >= 2 && major <= 4 && revision < 0xff && (flags & 0x0f) === 0;
  if (!isTag || size.some((byte) => byte >= 0x80)) return 0;
  const hasFooter = (flags & 0x10) !== 0;
  return size.reduce((sum, byte) => sum * 0x80 + byte, 0) + (hasFooter ? 20 : 10);
}
