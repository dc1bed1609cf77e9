import { errorTable } from '@galeria/media';

const table = {
  'not-erased': { status: 503, title: 'An object could not be taken away' },
  'bad-upload-record': { status: 500, title: 'An upload record cannot be read' },
} as const;

export class StoreError extends errorTable('StoreError', table) {}
