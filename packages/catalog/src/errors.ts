import { errorTable } from '@galeria/media';

const table = {
  'bad-cursor': { status: 400, title: 'The cursor is not one that this listing gave out' },
  'bad-range': { status: 400, title: 'The end of the range lies before its beginning' },
  'too-many-words': { status: 400, title: 'The query has more words than are searched for' },
  contended: { status: 503, title: 'The record changed under every try to change it' },
} as const;

export class CatalogError extends errorTable('CatalogError', table) {}
