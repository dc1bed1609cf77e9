import { constants, inflateRawSync } from 'node:zlib';
import { type DocumentType, documentTypeOf } from '../types.ts';
import { officeTypeByName } from './names.ts';

/** The part that lists all parts with their types. ISO/IEC 29500-2, 7.2.3.2 */
const LIST = '[Content_Types].xml';

/** The signature of a local file header, its fields and its size. APPNOTE 4.3.7 */
const SIGNATURE = Buffer.from('PK\x03\x04');
const HEADER = {
  flags: 6,
  method: 8,
  size: 18,
  nameLength: 26,
  extraLength: 28,
  bytes: 30,
} as const;
const DEFLATED = 8;
/** The flag of an entry whose size follows its data. */
const SIZE_FOLLOWS = 0x08;

/** Deflate compresses by no more than a factor of about 1,000. */
const MAX_PART_BYTES = 2 ** 22;

/** The folder of the main part of each family, as programs name it. */
const folders: readonly (readonly [string, string])[] = [
  ['word/', 'wordprocessingml.document'],
  ['xl/', 'spreadsheetml.sheet'],
  ['ppt/', 'presentationml.presentation'],
];

/**
 * Detects the format of a package that `file-type` does not: one whose list of parts, or `mimetype`, is
 * long, late or missing in the first bytes.
 */
export function zipType(
  firstBytes: Uint8Array,
  filename: string | undefined,
): DocumentType | undefined {
  const names: string[] = [];
  for (const { name, data } of entriesIn(Buffer.from(firstBytes))) {
    if (name === LIST) return typeInList(data());
    if (name === 'mimetype') return documentTypeOf(/^[\w./+-]*/.exec(data())?.[0] ?? '');
    if (name === 'META-INF/container.xml') return 'application/epub+zip';
    names.push(name);
  }
  // Other zips have such folders too.
  const isOffice = names.some((name) => /^(?:_rels|docProps)\//.test(name));
  const family = folders.find(([folder]) => names.some((name) => name.startsWith(folder)));
  return officeTypeByName(filename) ?? (isOffice && family ? documentTypeOf(family[1]) : undefined);
}

/** Returns the type of a main part, such as `…presentationml.presentation.main+xml`. */
function typeInList(list: string): DocumentType | undefined {
  for (const [, type = ''] of list.matchAll(/"(application\/[\w.-]+)\.main\+xml"/g)) {
    const known = documentTypeOf(type);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** Returns the entries whose headers are in the first bytes of a zip. */
function* entriesIn(head: Buffer): Generator<{ name: string; data: () => string }> {
  let at = 0;
  while (at >= 0 && at + HEADER.bytes <= head.length) {
    if (!head.subarray(at, at + SIGNATURE.length).equals(SIGNATURE)) return;
    const nameEnd = at + HEADER.bytes + head.readUInt16LE(at + HEADER.nameLength);
    const start = nameEnd + head.readUInt16LE(at + HEADER.extraLength);
    const size = head.readUInt32LE(at + HEADER.size);
    const isDeflated = head.readUInt16LE(at + HEADER.method) === DEFLATED;
    const isSizeUnknown = (head.readUInt16LE(at + HEADER.flags) & SIZE_FOLLOWS) !== 0 && size === 0;
    const end = isSizeUnknown ? head.indexOf(SIGNATURE, start) : start + size;
    const data = head.subarray(start, end < 0 ? undefined : end);
    yield {
      name: head.toString('utf8', at + HEADER.bytes, nameEnd),
      data: () => (isDeflated ? inflateStart(data) : data.toString()),
    };
    at = end;
  }
}

/** Inflates the beginning of a stream; an empty string if it is no such stream. */
function inflateStart(data: Buffer): string {
  try {
    const { Z_SYNC_FLUSH: finishFlush } = constants;
    return inflateRawSync(data, { finishFlush, maxOutputLength: MAX_PART_BYTES }).toString();
  } catch {
    return '';
  }
}
