import { type Static, Type } from 'typebox';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';

const Upload = Type.Object(
  {
    cell: Type.String({ description: 'The cell that has the upload' }),
    id: Type.String({ description: 'The id of the resumable upload' }),
  },
  { examples: [{ cell: 'a', id: '01M8JBRRB2Z3QX7W9K4T5V6N8P-0f1e2d3c4b5a69788796a5b4c3d2e1f0' }] },
);

export interface ByUpload {
  Params: Static<typeof Upload>;
}

const text = (description: string, example: string) => ({
  type: 'string',
  description,
  examples: [example],
});
const bytes = (description: string, example: number) => ({
  type: 'integer',
  description,
  examples: [example],
});

const expires = text('When the unfinished upload is deleted', 'Wed, 25 Jun 2026 16:00:00 GMT');
const offset = bytes('Bytes that are durable', 16_777_216);
const item = text('The id of the item, once the upload is complete', 'SHA-256 in hexadecimal');

const empty = (description: string, headers: object) => ({
  type: 'null',
  description,
  headers,
});

const common = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['uploads'],
  ...keyWith('upload'),
});

const BODY = [
  'bad-request',
  'digest-mismatch',
  'empty-file',
  'file-too-large',
  'length-exceeded',
  'kind-unsupported',
  'not-offset-stream',
  'too-slow',
  'upload-busy',
  'checksum-mismatch',
  'spool-full',
  'spool-unwritable',
  'too-many-open-files',
] as const;

export const createSchema = {
  ...common('tusCreate', 'Create a resumable upload, or concatenate partial ones (tus 1.0)'),
  response: {
    201: empty('Created', {
      location: text('The URL of the upload', '/tus/a/01M8JBRRB2Z3QX7W9K4T5V6N8P-0f1e2d3c…'),
      'upload-offset': offset,
      'upload-expires': expires,
      'galeria-item': item,
    }),
    ...refusals(
      ...BODY,
      ...KEY_REFUSALS,
      'not-found',
      'upload-incomplete',
      'upload-ended',
      'tus-version-unsupported',
    ),
  },
};

const onUpload = [...KEY_REFUSALS, 'not-found', 'upload-ended', 'tus-version-unsupported'] as const;

export const headSchema = {
  ...common('tusState', 'Get the offset of a resumable upload'),
  params: Upload,
  response: {
    200: empty('The state of the upload', {
      'upload-offset': offset,
      'upload-length': bytes('Bytes of the whole file', 33_554_432),
      'upload-expires': expires,
      'galeria-item': item,
    }),
    ...refusals(...onUpload, 'upload-busy', 'spool-unwritable'),
  },
};

export const patchSchema = {
  ...common('tusAppend', 'Append bytes to a resumable upload'),
  params: Upload,
  response: {
    204: empty('The bytes are durable. A complete upload has become an item', {
      'upload-offset': offset,
      'upload-expires': expires,
      'galeria-item': item,
    }),
    ...refusals(...BODY, ...onUpload, 'offset-mismatch', 'upload-final'),
  },
};

export const deleteSchema = {
  ...common('tusTerminate', 'Terminate a resumable upload'),
  params: Upload,
  response: {
    204: empty('Terminated. The item of a complete upload stays', {}),
    ...refusals(...onUpload, 'upload-busy', 'spool-unwritable'),
  },
};

export const optionsSchema = (operationId: string, isUpload = false) => ({
  operationId,
  summary: 'Tell which version and extensions of tus are supported',
  tags: ['uploads'],
  security: [],
  ...(isUpload ? { params: Upload } : {}),
  response: { 204: empty('The capabilities, in the headers', {}) },
});
