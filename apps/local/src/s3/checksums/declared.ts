import { S3Error } from '../errors.ts';
import {
  algorithmNames,
  algorithms,
  type ChecksumAlgorithm,
  checksumHeader,
  isAlgorithm,
} from './algorithms.ts';

/** The checksum that a client declares in its headers. */
export interface DeclaredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64, or undefined if it follows in a trailer. */
  readonly value: string | undefined;
}

const prefix = 'x-amz-checksum-';
// Headers with the same prefix that do not contain a checksum.
const notValues = new Set([
  'x-amz-checksum-algorithm',
  'x-amz-checksum-type',
  'x-amz-checksum-mode',
]);

function algorithmOf(header: string): ChecksumAlgorithm {
  const name = header.slice(prefix.length).toUpperCase();
  if (!header.startsWith(prefix) || !isAlgorithm(name)) {
    throw new S3Error('NotImplemented', { detail: `the checksum ${header}` });
  }
  return name;
}

/** Checks that a value is base64 with the algorithm's size. */
export function checkValue(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== algorithms[algorithm].bytes || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidRequest', {
      detail: `Value for ${checksumHeader(algorithm)} header is invalid.`,
    });
  }
  return value;
}

/**
 * Reads the one checksum that a request may declare, as a header or as a trailer.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function declaredChecksum(
  headers: ReadonlyMap<string, string>,
): DeclaredChecksum | undefined {
  const given = [...headers.keys()].filter(
    (name) => name.startsWith(prefix) && !notValues.has(name),
  );
  const trailer = headers.get('x-amz-trailer')?.toLowerCase();
  const [header, ...others] = trailer === undefined ? given : [...given, trailer];
  if (others.length > 0) {
    throw new S3Error('InvalidRequest', {
      detail: 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    });
  }
  if (header === undefined) {
    if (headers.has('x-amz-sdk-checksum-algorithm')) {
      throw new S3Error('InvalidRequest', {
        detail:
          'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
      });
    }
    return undefined;
  }
  const algorithm = algorithmOf(header);
  const value = headers.get(header);
  return {
    algorithm,
    value: value === undefined ? undefined : checkValue(algorithm, value),
  };
}

/** Content-MD5 in hex, or undefined. https://www.rfc-editor.org/rfc/rfc1864 */
export function declaredMd5(headers: ReadonlyMap<string, string>): string | undefined {
  const text = headers.get('content-md5');
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== text) throw new S3Error('InvalidDigest');
  return bytes.toString('hex');
}

/** Reads the checksum fields `ChecksumSHA256` and so on of an XML element. */
export function checksumField(
  fields: Readonly<Record<string, unknown>>,
): DeclaredChecksum | undefined {
  for (const algorithm of algorithmNames) {
    const value = fields[`Checksum${algorithm}`];
    if (typeof value === 'string') return { algorithm, value: value.trim() };
  }
  return undefined;
}
