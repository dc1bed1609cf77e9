import { errorTable } from '@galeria/media';

const table = {
  'download-cut': { title: 'The download of the original ended early' },
  'key-unexpected': { title: 'The message does not name an original of this kind' },
  'lease-held': { title: 'Another processor owns the lease on the item' },
} as const;

/** Faults that are not the file's: SQS delivers the message again. */
export class ProcessorError extends errorTable('ProcessorError', table) {}

/** Another processor owns the lease, which lapses in `seconds` unless it is renewed. */
export class LeaseHeldError extends ProcessorError {
  readonly seconds: number;

  constructor(seconds: number) {
    super('lease-held', { detail: `for ${seconds} s` });
    this.seconds = seconds;
  }
}
