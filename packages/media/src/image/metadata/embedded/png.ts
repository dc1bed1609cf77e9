import { inflateSync } from 'node:zlib';
import { limits } from '../../limits.ts';
import type { Parts } from '../../read/file-parts.ts';
import { type PngChunk, pngChunks } from '../../read/png-chunks.ts';
import { latin1OrUtf8 } from '../exif/values.ts';
import type { Embedded } from './blocks.ts';

interface Text {
  readonly keyword: string;
  readonly value: Buffer;
}

interface StoredText extends Text {
  readonly isCompressed: boolean;
}

/** The keyword of XMP (XMP specification, part 3, 1.1.5). */
const XMP = 'XML:com.adobe.xmp';
const EXIF_HEADER = 'Exif\0\0';

/** Reads EXIF, XMP, IPTC and texts, which may also follow the pixels. */
export function inPng(parts: Parts): Embedded {
  const exif: Buffer[] = [];
  const xmp: Buffer[] = [];
  const iptc: Buffer[] = [];
  const texts = new Map<string, string>();
  let compressed = 0;
  for (const chunk of pngChunks(parts)) {
    if (chunk.type === 'eXIf') exif.push(chunk.body);
    const stored = readText(chunk);
    if (stored?.isCompressed) compressed += 1;
    if (compressed > limits.png.maxCompressedTexts) break;
    const text = stored?.isCompressed ? inflated(stored) : stored;
    if (!text) continue;
    const profile = rawProfile(text);
    if (text.keyword === XMP) xmp.push(text.value);
    else if (!profile) addText(texts, text);
    else if (profile.toString('latin1', 0, 4) === '8BIM') iptc.push(profile);
    else if (profile.toString('latin1', 0, EXIF_HEADER.length) === EXIF_HEADER) exif.push(profile);
    else if (profile.includes('<')) xmp.push(profile.subarray(profile.indexOf('<')));
  }
  return { exif: exif.reverse(), xmp, texts, ...(iptc[0] && { iptc: iptc[0] }) };
}

/** Keywords are case-sensitive in the specification, but not in what programs write. */
function addText(texts: Map<string, string>, { keyword, value }: Text): void {
  const name = keyword.toLowerCase();
  if (!texts.has(name)) texts.set(name, latin1OrUtf8(value));
}

/** PNG, 11.3.3: `tEXt`, `zTXt` and `iTXt` have a keyword that ends with NUL. */
function readText({ type, body }: PngChunk): StoredText | undefined {
  const end = body.indexOf(0);
  if (end < 0) return undefined;
  const keyword = body.toString('latin1', 0, end);
  if (type === 'tEXt') return { keyword, value: body.subarray(end + 1), isCompressed: false };
  if (type === 'zTXt') return { keyword, value: body.subarray(end + 2), isCompressed: true };
  if (type !== 'iTXt') return undefined;
  const isCompressed = body[end + 1] === 1;
  const language = body.indexOf(0, end + 3);
  const translation = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translation < 0) return undefined;
  return { keyword, value: body.subarray(translation + 1), isCompressed };
}

function inflated({ keyword, value }: Text): Text | undefined {
  try {
    return { keyword, value: inflateSync(value, { maxOutputLength: limits.maxPacketBytes }) };
  } catch {
    return undefined;
  }
}

/** ImageMagick's form of other programs' blocks: a name, a length, and the bytes in hexadecimal. */
function rawProfile({ keyword, value }: Text): Buffer | undefined {
  if (!keyword.startsWith('Raw profile type ')) return undefined;
  const [, hex] = /^\s*\S+\s+\d+\s+([\s\S]*)$/.exec(value.toString('latin1')) ?? [];
  return hex === undefined ? undefined : Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
}
