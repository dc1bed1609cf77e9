import { type Item, parseDictionary, serializeDictionary } from 'structured-headers';
import { UploaderError } from '../errors.ts';

/**
 * Reads the SHA-256 of a `Content-Digest` or `Repr-Digest` field, in hexadecimal; undefined without the
 * field, and where it has other algorithms only, which a recipient may ignore.
 *
 * @throws UploaderError `bad-request` if the field is malformed
 * @see https://www.rfc-editor.org/rfc/rfc9530
 */
export function sha256Of(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: 'content-digest' | 'repr-digest',
): string | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const bytes = bytesOf(String(text), name);
  return bytes && Buffer.from(bytes).toString('hex');
}

function bytesOf(text: string, name: string): ArrayBuffer | undefined {
  try {
    const member = parseDictionary(text).get('sha-256') as Item | undefined;
    if (member === undefined) return undefined;
    const [bytes] = member;
    if (bytes instanceof ArrayBuffer && bytes.byteLength === 32) return bytes;
  } catch (cause) {
    throw new UploaderError('bad-request', { detail: `${name} is malformed`, cause });
  }
  throw new UploaderError('bad-request', { detail: `sha-256 of ${name} is not a byte sequence` });
}

/** The `Repr-Digest` of a file with this SHA-256, in hexadecimal. */
export const reprDigest = (id: string): string =>
  serializeDictionary({ 'sha-256': new Uint8Array(Buffer.from(id, 'hex')).buffer });

/** @throws UploaderError `digest-mismatch` */
export function compareDigest(expected: string | undefined, actual: string, name: string): void {
  if (expected === undefined || expected === actual) return;
  throw new UploaderError('digest-mismatch', { detail: `${name} does not match the bytes` });
}
