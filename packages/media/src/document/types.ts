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
