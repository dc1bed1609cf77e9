import { errorTable } from '@galeria/media';

const table = {
  'download-cut': { title: 'The original ended before all of its bytes had come' },
  'key-unexpected': { title: 'The message names no original of this kind' },
  'lease-held': { title: 'Another processor holds the lease on the item' },
} as const;

/** Faults that are not the file's: the message is given back and tried again. */
export class ProcessorError extends errorTable('ProcessorError', table) {}
