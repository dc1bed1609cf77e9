import { errorTable } from '@galeria/media';

const table = {
  'download-cut': { title: 'The original ended before all of its bytes had come' },
  'key-unexpected': { title: 'The message names no original of this kind' },
  'lease-held': { title: 'Another processor holds the lease on the item' },
} as const;

/** Faults that are not the file's: the message is given back and tried again. */
export class ProcessorError extends errorTable('ProcessorError', table) {}

/** Somebody else works on the item: `seconds` is when to look again. */
export class LeaseHeldError extends ProcessorError {
  readonly seconds: number;

  constructor(seconds: number) {
    super('lease-held', { detail: `for ${seconds} s` });
    this.seconds = seconds;
  }
}
