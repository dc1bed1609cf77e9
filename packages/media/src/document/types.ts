/**
 * The supported MIME types with their names in the metadata (IANA; ISO 29500, ISO 26300 and EPUB 3.3
 * for zip formats).
 */
export const documentTypes = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/epub+zip': 'epub',
  'application/rtf': 'rtf',
  'application/json': 'json',
  'text/html': 'html',
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/csv': 'csv',
} as const;

export type DocumentType = keyof typeof documentTypes;

export const isDocumentType = (mimeType: string): mimeType is DocumentType =>
  Object.hasOwn(documentTypes, mimeType);

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/**
 * The types that count as one of the above: documents, templates and shows, with or without macros
 * (ECMA-376, part 1, 11.3.10, 12.3.23 and 13.3.6; OpenDocument 1.3, part 3, C).
 */
const variants: readonly (readonly [RegExp, DocumentType])[] = [
  [
    /wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macro/i,
    `${OFFICE}.wordprocessingml.document`,
  ],
  [
    /spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macro/i,
    `${OFFICE}.spreadsheetml.sheet`,
  ],
  [
    /presentationml\.(?:presentation|slideshow|template)|ms-powerpoint\.(?:presentation|slideshow|template)\.macro/i,
    `${OFFICE}.presentationml.presentation`,
  ],
  [/opendocument\.text(?:-template)?$/, 'application/vnd.oasis.opendocument.text'],
  [/opendocument\.spreadsheet(?:-template)?$/, 'application/vnd.oasis.opendocument.spreadsheet'],
  [/opendocument\.presentation(?:-template)?$/, 'application/vnd.oasis.opendocument.presentation'],
];

/** Returns the supported type of a MIME type, or of the content type of a package's main part. */
export const documentTypeOf = (mimeType: string): DocumentType | undefined =>
  isDocumentType(mimeType) ? mimeType : variants.find(([pattern]) => pattern.test(mimeType))?.[1];
