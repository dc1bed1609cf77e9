/** The faults that verify detects, with their descriptions. */
export const faults = {
  'item-missing': 'missing catalog item: an original without an item',
  'original-missing': 'missing original: an item without an original',
  'original-mismatched': 'original with another size than in the catalog',
  'original-orphaned': 'orphaned original: its item was deleted, or its key is invalid',
  'upload-record-missing': 'missing upload record: an upload in the catalog without a record',
  'upload-record-orphaned': 'orphaned upload record: a record without an upload in the catalog',
  'rendition-missing': 'missing rendition',
  'rendition-mismatched': 'rendition with another size than in the catalog',
  'rendition-orphaned': 'orphaned rendition: no item lists it',
  stuck: 'stuck item: its status has not changed for longer than the grace period',
  'deletion-unfinished': 'unfinished deletion',
  held: 'quarantined file: S3 refused it permanently',
} as const;

export type Fault = keyof typeof faults;

export interface Finding {
  readonly fault: Fault;
  /** The media id, or the object key if there is no id. */
  readonly subject: string;
  readonly detail: string;
  /**
   * Repairs the fault and returns a description, or undefined if the repair was impossible. Absent if
   * the fault needs manual work.
   */
  readonly repair?: () => Promise<string | undefined>;
}
