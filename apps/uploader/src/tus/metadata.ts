import { UploaderError } from '../errors.ts';
import { UPLOAD_METADATA_BYTES } from '../limits.ts';

/**
 * Parses `Upload-Metadata`. Keys are printable ASCII; values are any bytes in Base64. The text is safe
 * to send back as a header.
 *
 * @throws UploaderError `bad-request`
 * @see https://tus.io/protocols/resumable-upload#upload-metadata
 */
export function parseMetadata(text: string): Map<string, Buffer> {
  if (text.length > UPLOAD_METADATA_BYTES) {
    throw malformed(`is longer than ${UPLOAD_METADATA_BYTES} bytes`);
  }
  const values = new Map<string, Buffer>();
  if (text.trim() === '') return values;
  for (const pair of text.split(',')) {
    const [, key, value = ''] = /^ *([!-+\--~]+)(?: ([A-Za-z0-9+/]*={0,2}))? *$/.exec(pair) ?? [];
    if (key === undefined) throw malformed('must have pairs of a key and a value in Base64');
    if (values.has(key)) throw malformed(`has the key ${key} twice`);
    values.set(key, Buffer.from(value, 'base64'));
  }
  return values;
}

const malformed = (detail: string) =>
  new UploaderError('bad-request', { detail: `Upload-Metadata ${detail}` });

/** The file name in UTF-8, as clients of tus send it: `filename`, or `name`. */
export const filenameOf = (metadata: ReadonlyMap<string, Buffer>): string | undefined =>
  (metadata.get('filename') ?? metadata.get('name'))?.toString('utf8');
