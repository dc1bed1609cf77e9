import { basename, dirname } from 'node:path';
import { statedDate } from '../dates/stated-date.ts';
import { defined } from '../defined.ts';
import type { Derive, Rendition } from '../kind.ts';
import { note } from '../notes.ts';
import { picturesIn } from './pictures.ts';
import { readDocument } from './read.ts';
import { TEXT_NAME } from './recipe.ts';
import type { DocumentMetadata } from './schema.ts';
import type { WrittenText } from './text/writer.ts';
import { documentTypes, isDocumentType } from './types.ts';

/**
 * Validates a document by reading it, and derives its renditions and metadata, in this process
 * (`isolated.ts` runs it in a child).
 */
export const derive: Derive<Rendition, DocumentMetadata> = async (source) => {
  const reading = await readDocument(source);
  const { mimeType, metadata, text, picture } = reading;
  const pictures = picture && (await picturesIn(picture, dirname(source.path)));
  const remark = reading.note ?? (pictures ? undefined : 'picture-missing');
  return {
    mimeType,
    metadata: {
      format: isDocumentType(mimeType) ? documentTypes[mimeType] : mimeType,
      ...metadata,
      // When the document was created, or else when it was last modified.
      ...defined({ date: statedDate('document', metadata.created, metadata.modified) }),
      ...(text && described(text)),
      ...pictures?.placeholder,
    },
    renditions: [...(pictures?.renditions ?? []), ...(text ? asRendition(text) : [])],
    ...(remark && { note: note(remark) }),
  };
};

const described = ({ excerpt, truncated }: WrittenText) => ({
  ...(excerpt !== '' && { excerpt }),
  ...(truncated && { textTruncated: true }),
});

const asRendition = ({ path, excerpt }: WrittenText): Rendition[] =>
  excerpt === ''
    ? []
    : [{ name: TEXT_NAME, mimeType: 'text/plain; charset=utf-8', body: { file: basename(path) } }];
