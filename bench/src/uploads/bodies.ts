import { randomBytes } from 'node:crypto';

/** The longest piece of a body: a file of 1 GiB is the same piece many times. */
const PIECE = randomBytes(2 ** 20);

/** Begins every file: a JPEG up to its comment, part of which is unique. */
const START = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000fffe00400000000000000000000000000000',
  'hex',
);
const UNIQUE_AT = 24;
const UNIQUE_BYTES = 12;

/** The bytes of a file of this size that no other file has. */
export function* fileBytes(size: number): Generator<Buffer> {
  const start = Buffer.from(START);
  randomBytes(UNIQUE_BYTES).copy(start, UNIQUE_AT);
  yield start;
  for (let left = size - start.length; left > 0; left -= PIECE.length) {
    yield PIECE.subarray(0, Math.min(left, PIECE.length));
  }
}

export type Protocol = 'multipart' | 'put' | 'tus';

const BOUNDARY = '----bench-0123456789';
const FORM_START = Buffer.from(
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
);
const FORM_END = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);

/** The requests of one upload of each protocol. `name` is unique. */
export const requests: Readonly<
  Record<Protocol, (path: string, name: string, size: number) => Generator<Buffer>>
> = {
  *multipart(path, _name, size) {
    const length = FORM_START.length + size + FORM_END.length;
    yield start('POST', path, [
      `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
      `Content-Length: ${length}`,
    ]);
    yield FORM_START;
    yield* fileBytes(size);
    yield FORM_END;
  },
  *put(path, name, size) {
    yield start('PUT', `${path}${name}`, [`Content-Length: ${size}`]);
    yield* fileBytes(size);
  },
  /** Creation with the whole file: one request, as clients send it that know the extension. */
  *tus(path, name, size) {
    yield start('POST', path, [
      'Tus-Resumable: 1.0.0',
      `Upload-Length: ${size}`,
      `Upload-Metadata: filename ${Buffer.from(name).toString('base64')}`,
      'Content-Type: application/offset+octet-stream',
      `Content-Length: ${size}`,
    ]);
    yield* fileBytes(size);
  },
};

function start(method: string, path: string, headers: readonly string[]): Buffer {
  return Buffer.from(
    [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n'),
  );
}
