import { errorTable } from '@galeria/media';

const table = {
  'not-erased': { status: 503, title: 'The object could not be deleted' },
  'bad-erasure': { status: 500, title: 'The message does not name a deletion' },
  'bad-upload-record': { status: 500, title: 'The upload record is not readable' },
} as const;

export class CloudError extends errorTable('CloudError', table) {}
