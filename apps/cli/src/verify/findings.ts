/** What can be wrong with a stack, and what a person is told of it. */
export const faults = {
  'item-missing': 'missing catalog item: an original without an item',
  'original-missing': 'missing original: an item without its original',
  'original-mismatched': 'original whose size differs from the catalog',
  'original-orphaned': 'orphaned original: its item was deleted, or its key is not valid',
  'upload-record-missing': 'missing upload record: an upload in the catalog without its record',
  'upload-record-orphaned': 'orphaned upload record: a record without an upload in the catalog',
  'rendition-missing': 'missing rendition',
  'rendition-mismatched': 'rendition whose size differs from the catalog',
  'rendition-orphaned': 'orphaned rendition: no item lists it',
  'words-missing': 'item that search does not find by all of its words',
  'words-orphaned': 'orphaned search row',
  stuck: 'waiting item: its status has not changed since the grace period',
  'deletion-unfinished': 'unfinished deletion',
  held: 'quarantined file: S3 refused it permanently',
} as const;

export type Fault = keyof typeof faults;

export interface Finding {
  readonly fault: Fault;
  /** The media id, or the object key where there is none. */
  readonly subject: string;
  readonly detail: string;
  /** Repairs it and says how; undefined where it could not. Absent where only a person can. */
  readonly repair?: () => Promise<string | undefined>;
}
