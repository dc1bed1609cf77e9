import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { MULTIPART } from '../limits.ts';
import type { Part } from './keep-files.ts';

export async function registerMultipart(app: FastifyInstance, maxFiles: number) {
  // The plugin's types lack `headerSize`, which its parser supports.
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
    // `receiveFile` enforces the limit of each kind while it writes. The parser's own limit would
    // truncate a file and report it only after the truncated file is on disk.
    throwFileSizeLimit: false,
    limits,
  });
}

/** The files of a request in order of arrival. The caller reads each to its end. */
export async function* partsOf(request: FastifyRequest): AsyncGenerator<Part> {
  for await (const file of filesOf(request)) {
    yield { filename: file.filename, chunks: chunksOf(file) };
  }
}

async function* filesOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  if (request.headers['content-type'] === undefined) throw new UploaderError('no-file');
  if (!request.isMultipart()) throw new UploaderError('not-multipart');
  // The parser waits for the end or the `close` of the request. It is attached in this tick, so the
  // `close` of a request that is not destroyed yet is still to come.
  if (request.raw.destroyed) throw new UploaderError('broken-multipart');
  yield* parsed(request.files());
}

/** The bytes of one file. */
const chunksOf = ({ file }: MultipartFile): AsyncGenerator<Buffer> => parsed<Buffer>(file);

/** Marks the parser's errors as the client's fault. */
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
