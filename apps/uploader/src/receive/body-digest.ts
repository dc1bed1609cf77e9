import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { compareDigest, sha256Of } from './digest-fields.ts';

const FIELDS = ['content-digest', 'repr-digest'] as const;

/**
 * Hashes the body of a request while another consumer reads it, if the request has a digest field. A
 * body without a content coding is its own representation, so both fields are of the same bytes.
 *
 * @returns a function that waits for the end of the body and compares. It throws UploaderError
 *   `digest-mismatch`
 * @throws UploaderError `bad-request` if a field is malformed
 */
export function digestBody(request: IncomingMessage): () => Promise<void> {
  const expected = FIELDS.map((name) => [name, sha256Of(request.headers, name)] as const);
  if (expected.every(([, digest]) => digest === undefined)) return async () => undefined;
  const hash = createHash('sha256');
  // A listener for `data` would start the stream before its consumer is attached.
  request.once('resume', () => request.on('data', (chunk: Buffer) => hash.update(chunk)));
  return async () => {
    // A multipart body may go on after its last part.
    request.resume();
    await finished(request, { writable: false }).catch(() => undefined);
    const actual = hash.digest('hex');
    for (const [name, digest] of expected) compareDigest(digest, actual, name);
  };
}
