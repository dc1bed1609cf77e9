import { type Static, Type } from 'typebox';

/** Every problem that the API answers with: its code, its HTTP status and its title. */
export const problems = {
  'bad-request': { status: 400, title: 'The request is not valid' },
  'broken-multipart': { status: 400, title: 'The multipart body is malformed or incomplete' },
  'digest-mismatch': { status: 400, title: 'The bytes do not match the digest' },
  'empty-file': { status: 400, title: 'The file is empty' },
  'no-file': { status: 400, title: 'The request contains no file' },
  unauthorized: { status: 401, title: 'A valid API key is required' },
  'host-forbidden': { status: 403, title: 'The Host header does not name this machine' },
  'origin-forbidden': { status: 403, title: 'Requests from other origins are not allowed' },
  'password-required': { status: 403, title: 'The link needs its password' },
  'password-wrong': { status: 403, title: 'The password is not that of the link' },
  'scope-missing': { status: 403, title: 'The API key lacks the required scope' },
  'upload-final': { status: 403, title: 'A final upload does not accept PATCH requests' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'too-slow': { status: 408, title: 'The request body arrived too slowly' },
  'album-by-rule': { status: 409, title: 'Items cannot be added to an album that has a rule' },
  'album-full': { status: 409, title: 'The album would have too many items' },
  'albums-full': { status: 409, title: 'The gallery has reached its limit of albums' },
  'not-a-song': { status: 409, title: 'A playlist accepts only songs' },
  'drop-full': { status: 409, title: 'The link does not accept more files or bytes' },
  'shares-full': { status: 409, title: 'The gallery has reached its limit of links' },
  'not-stored': { status: 409, title: 'The original is not stored yet' },
  'offset-mismatch': { status: 409, title: 'The offset is not the offset of the upload' },
  'upload-incomplete': { status: 409, title: 'A partial upload is not complete' },
  'upload-ended': { status: 410, title: 'The resumable upload has ended' },
  'edit-conflict': { status: 412, title: 'The item was edited in the meantime' },
  'tus-version-unsupported': { status: 412, title: 'The version of tus is not supported' },
  'export-too-large': { status: 413, title: 'The export would have too many items' },
  'file-too-large': { status: 413, title: 'The file is larger than the limit' },
  'length-exceeded': { status: 413, title: 'The body would exceed Upload-Length' },
  'too-many-parts': { status: 413, title: 'The request has more files or fields than the limit' },
  'kind-unsupported': { status: 415, title: 'The file type is not supported' },
  'not-json': { status: 415, title: 'The body must be application/json' },
  'not-offset-stream': {
    status: 415,
    title: 'The body must be application/offset+octet-stream',
  },
  'not-multipart': { status: 415, title: 'The body must be multipart/form-data' },
  'range-unsatisfiable': { status: 416, title: 'The requested range is not satisfiable' },
  'upload-busy': { status: 423, title: 'Another request uses the resumable upload' },
  'too-many-attempts': { status: 429, title: 'Too many passwords were tried; try again later' },
  'checksum-mismatch': { status: 460, title: 'The bytes do not match Upload-Checksum' },
  internal: { status: 500, title: 'Internal error' },
  'cloud-unavailable': { status: 503, title: 'The catalog or the store is unavailable' },
  'index-unavailable': { status: 503, title: 'The index cannot answer' },
  'too-many-exports': { status: 503, title: 'The limit of exports at a time is reached' },
  'too-many-streams': { status: 503, title: 'The limit of event streams is reached' },
  'spool-unwritable': { status: 503, title: 'The spool cannot be written' },
  'too-many-open-files': { status: 503, title: 'The limit of open files is reached' },
  'spool-full': { status: 507, title: 'The spool is full' },
} as const;

export type ProblemCode = keyof typeof problems;

export const problemCodes = Object.keys(problems) as ProblemCode[];

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A URN that holds the code' }),
    title: Type.String({ description: 'The same sentence for every problem of this code' }),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'This occurrence of the problem' })),
    code: Type.Enum(problemCodes),
  },
  {
    description: 'A problem document (RFC 9457)',
    examples: [
      {
        type: 'urn:galeria:problem:empty-file',
        title: 'The file is empty',
        status: 400,
        detail: 'photo.jpg',
        code: 'empty-file',
      },
    ],
  },
);

export type Problem = Static<typeof Problem>;

/** The problem document of a code, without the detail of an occurrence. */
export const problemOf = (code: ProblemCode): Problem => ({
  type: `urn:galeria:problem:${code}`,
  title: problems[code].title,
  status: problems[code].status,
  code,
});
