import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { MULTIPART } from '../limits.ts';

export async function registerMultipart(app: FastifyInstance, maxFiles: number) {
  // The parser below the plugin knows `headerSize`, which the plugin's types leave out.
  const limits = {
    fileSize: Number.POSITIVE_INFINITY,
    files: maxFiles,
    fields: MULTIPART.fields,
    parts: maxFiles + MULTIPART.fields,
    fieldSize: MULTIPART.fieldBytes,
    headerPairs: MULTIPART.headerPairs,
    headerSize: MULTIPART.headerBytes,
  };
  await app.register(multipart, {
    // Each kind has its own limit, which `receiveFile` keeps while it writes; the parser's own
    // would cut a file and say so only after the cut file is on disk.
    throwFileSizeLimit: false,
    limits,
  });
}

/** The files of a request in the order in which they arrive; each is to be read to its end. */
export async function* filesOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  if (request.headers['content-type'] === undefined) throw new UploaderError('no-file');
  if (!request.isMultipart()) throw new UploaderError('not-multipart');
  // The parser waits for the end or the `close` of the request. It is attached in this same tick, so
  // a request that is not destroyed here still has its `close` to come.
  if (request.raw.destroyed) throw new UploaderError('broken-multipart');
  yield* parsed(request.files());
}

/** The bytes of one file. */
export const chunksOf = ({ file }: MultipartFile): AsyncGenerator<Buffer> => parsed<Buffer>(file);

/** What the parser throws is the client's fault, and nothing else is: so it is told apart here. */
async function* parsed<Part>(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  try {
    yield* parts;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const tooMany = code !== undefined && TOO_MANY.has(code);
    throw new UploaderError(tooMany ? 'too-many-parts' : 'broken-multipart', { cause });
  }
}

const TOO_MANY = new Set(['FST_FILES_LIMIT', 'FST_PARTS_LIMIT', 'FST_FIELDS_LIMIT']);
