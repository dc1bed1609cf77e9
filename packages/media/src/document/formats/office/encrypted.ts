import { createReadStream } from 'node:fs';
import { MediaError } from '../../../failures.ts';
import { readHead } from '../../../read-head.ts';

/** The signature of a compound file. MS-CFB, 2.2 */
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** The name of the stream with an encrypted package. MS-OFFCRYPTO, 2.3.4.4 */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Whether a file is a compound file with an encrypted package: an Office file with a password.
 *
 * @throws MediaError `format-unsupported` for other compound files, such as DOC
 */
export async function isEncryptedPackage(path: string): Promise<boolean> {
  if (!(await readHead(path, SIGNATURE.length)).equals(SIGNATURE)) return false;
  let end = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([end, chunk as Buffer]);
    if (bytes.includes(ENCRYPTED_PACKAGE)) return true;
    end = bytes.subarray(-ENCRYPTED_PACKAGE.length);
  }
  throw new MediaError('format-unsupported', { detail: 'a binary Office file' });
}
