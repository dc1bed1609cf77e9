import { errorTable } from '@galeria/media';

/** Everything that a client can be refused for: the code, the status, and what it means. */
export const errors = {
  'bad-request': { status: 400, title: 'The request is not well-formed' },
  'broken-multipart': { status: 400, title: 'The multipart body is broken or was cut off' },
  'empty-file': { status: 400, title: 'The file is empty' },
  'no-file': { status: 400, title: 'The request carries no file' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  'host-forbidden': { status: 403, title: 'The Host header does not name this machine' },
  'origin-forbidden': { status: 403, title: 'Pages of another origin may not call this API' },
  'scope-missing': { status: 403, title: 'The API key lacks the scope that this needs' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address knows other methods' },
  'too-slow': { status: 408, title: 'The body came too slowly' },
  'not-stored': { status: 409, title: 'The original is on its way into the store' },
  'file-too-large': { status: 413, title: 'The file is larger than is accepted' },
  'too-many-parts': {
    status: 413,
    title: 'The request has more files or fields than are accepted',
  },
  'kind-unsupported': { status: 415, title: 'The file is of no kind that is accepted' },
  'not-json': { status: 415, title: 'This is asked for as application/json' },
  'not-multipart': { status: 415, title: 'Files are taken as multipart/form-data' },
  'range-unsatisfiable': { status: 416, title: 'The file has no such range' },
  internal: { status: 500, title: 'Something went wrong here' },
  'cloud-unavailable': { status: 503, title: 'The catalog or the store is out of reach' },
  'spool-unwritable': { status: 503, title: 'The spool cannot be written' },
  'too-many-open-files': { status: 503, title: 'No file or socket can be opened just now' },
  'spool-full': { status: 507, title: 'The spool is full' },
} as const;

/** What a client is answered with, as a problem document. */
export class UploaderError extends errorTable('UploaderError', errors) {}

/** Why the uploader does not start, or what it cannot do with its spool. */
export class SpoolError extends errorTable('SpoolError', {
  locked: { title: 'Another uploader uses this data folder' },
  unwritable: { title: 'The data folder cannot be written' },
  unreadable: { title: 'A spool entry cannot be read' },
}) {}

export class ConfigError extends errorTable('ConfigError', {
  environment: { title: 'The environment is not complete or not valid' },
  'keys-needed': { title: 'Without API keys the uploader listens on loopback only' },
}) {}
