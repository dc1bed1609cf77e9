import type { KindDescriptor } from '../kind.ts';
import { limits } from './limits.ts';
import { documentRenditions } from './recipe.ts';
import { recognise } from './recognise/recognise.ts';
import { DocumentMetadata } from './schema.ts';
import { documentTypes } from './types.ts';

export const document: KindDescriptor<'document', typeof DocumentMetadata> = {
  name: 'document',
  mimeTypes: Object.keys(documentTypes),
  recognise,
  renditions: documentRenditions,
  // 2: date with its source and time zone. 3: XMP, language and scripts of PDFs.
  metadataVersion: 3,
  metadata: DocumentMetadata,
  searchable: ['title', 'author', 'keywords', 'subject', 'publisher', 'description', 'excerpt'],
  limits: { maxBytes: limits.maxBytes },
  processor: {
    natives: ['sharp'],
    assets: ['@hyzyla/pdfium/pdfium.wasm'],
    memoryMiB: 2048,
    timeoutSeconds: 60,
    maximumConcurrency: 4,
    ephemeralStorageMiB: 512,
  },
};
