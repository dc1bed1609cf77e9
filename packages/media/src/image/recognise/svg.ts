import { TextDecoder } from 'node:util';
import { constants, gunzipSync } from 'node:zlib';
import { limits } from '../limits.ts';

/** The prolog before the root element (XML 1.0, production 22). */
const PROLOG = [
  /^\s+/,
  /^<\?[^>]*\?>/,
  /^<!--[\s\S]*?-->/,
  /^<!DOCTYPE\s[^>[]*(?:\[[^\]]*\]\s*)?>/,
];
const ROOT = /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/;
/** The beginning of a part of the prolog whose end is beyond the first bytes. */
const UNFINISHED = /^<(?:\?|!--|!DOCTYPE\s)/;
const SVG_DOCTYPE = /^<!DOCTYPE\s+svg\s/;

/**
 * Whether a text's root element is `svg`, unlike an HTML page that contains an SVG. If the root element is
 * beyond the first bytes, the name decides.
 */
export function isSvg(firstBytes: Uint8Array, filename = ''): boolean {
  const text = decodeMarkup(uncompressed(firstBytes));
  const rest = text.slice(rootAt(text));
  if (ROOT.test(rest)) return true;
  const isNamed = /\.svgz?$/i.test(filename);
  return SVG_DOCTYPE.test(rest) || (UNFINISHED.test(rest) && isNamed);
}

/** Returns where the prolog ends, as far as it can be read. */
export function rootAt(text: string): number {
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    const part = PROLOG.map((each) => each.exec(rest)?.[0]).find((each) => each !== undefined);
    if (part === undefined) return at;
    at += part.length;
  }
}

const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * Unpacks an SVG that is compressed with gzip (SVG 2, C), also the beginning of one.
 *
 * @throws Error of zlib; RangeError with the code `ERR_BUFFER_TOO_LARGE` above the limit
 */
export function unpackSvg(bytes: Uint8Array): Uint8Array {
  if (!GZIP.equals(bytes.subarray(0, GZIP.length))) return bytes;
  const { Z_SYNC_FLUSH } = constants;
  return gunzipSync(bytes, { finishFlush: Z_SYNC_FLUSH, maxOutputLength: limits.svg.maxBytes });
}

/** The beginning of a compressed file is short, so that it does not unpack beyond the limit. */
const COMPRESSED_BYTES = 4096;

function uncompressed(firstBytes: Uint8Array): Uint8Array {
  const isCompressed = GZIP.equals(firstBytes.subarray(0, GZIP.length));
  if (!isCompressed) return firstBytes;
  try {
    return unpackSvg(firstBytes.subarray(0, COMPRESSED_BYTES));
  } catch {
    return new Uint8Array();
  }
}

/** Decodes XML by its byte order mark or declaration, otherwise as UTF-8 (XML 1.0, appendix F). */
export function decodeMarkup(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  if (isBig) return new TextDecoder('utf-16be').decode(bytes);
  if (isLittle) return new TextDecoder('utf-16le').decode(bytes);
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  return decoderOf(declared).decode(bytes);
}

function decoderOf(encoding = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder('utf-8');
  }
}
