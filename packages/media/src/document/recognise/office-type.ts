import { constants, inflateRawSync } from 'node:zlib';
import { type DocumentType, isDocumentType } from './types.ts';

/** The part that lists all parts with their types. ISO/IEC 29500-2, 7.2.3.2 */
const LIST = Buffer.from('[Content_Types].xml');

/** Where fields of a zip's local file header are, seen from the name of the file. APPNOTE 4.3.7 */
const HEADER = { method: -22, extraLength: -2 } as const;
const DEFLATED = 8;

/** Deflate compresses by no more than a factor of about 1,000. */
const MAX_LIST_BYTES = 2 ** 22;

/** The type of a main part, such as `presentationml.presentation`. ISO/IEC 29500-1, 11.3.10, 12.3.23, 13.3.6 */
const MAIN_PART = /"application\/vnd\.openxmlformats-officedocument\.(\w+\.\w+)\.main\+xml"/;

/**
 * Detects an Office file whose list of parts ends after its first bytes, as that of a presentation of 100
 * slides may.
 */
export function officeType(firstBytes: Uint8Array): DocumentType | undefined {
  const head = Buffer.from(firstBytes);
  const nameAt = head.indexOf(LIST);
  if (nameAt + HEADER.method < 0) return undefined;
  const extraLength = head.readUInt16LE(nameAt + HEADER.extraLength);
  const data = head.subarray(nameAt + LIST.length + extraLength);
  const isDeflated = head.readUInt16LE(nameAt + HEADER.method) === DEFLATED;
  const [, name] = MAIN_PART.exec(isDeflated ? inflateStart(data) : data.toString()) ?? [];
  const type = `application/vnd.openxmlformats-officedocument.${name}`;
  return isDocumentType(type) ? type : undefined;
}

/** Inflates the beginning of a stream; an empty string if it is no such stream. */
function inflateStart(data: Buffer): string {
  try {
    const { Z_SYNC_FLUSH: finishFlush } = constants;
    return inflateRawSync(data, { finishFlush, maxOutputLength: MAX_LIST_BYTES }).toString();
  } catch {
    return '';
  }
}
