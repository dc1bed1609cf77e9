import { errorTable } from '@galeria/media';

const table = {
  'bad-metadata': { status: 500, title: 'The metadata does not match the schema of its kind' },
  'bad-cursor': { status: 400, title: 'The cursor is not valid for this listing' },
  'too-many-tags': { status: 400, title: 'The item would have too many tags' },
  'too-many-albums': { status: 400, title: 'The item would be in too many albums' },
  'albums-full': { status: 409, title: 'The gallery has reached its limit of albums' },
  'shares-full': { status: 409, title: 'The gallery has reached its limit of links' },
  'bad-range': { status: 400, title: 'The end of the range is before its start' },
  contended: { status: 503, title: 'Concurrent updates; try again' },
} as const;

export class CatalogError extends errorTable('CatalogError', table) {}
