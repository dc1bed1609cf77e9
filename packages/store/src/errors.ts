import { errorTable } from '@galeria/media';

const table = {
  'not-erased': { status: 503, title: 'An object could not be taken away' },
} as const;

export class StoreError extends errorTable('StoreError', table) {}
