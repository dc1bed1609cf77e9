/** What can be wrong with a stack, and what a person is told of it. */
export const faults = {
  'original-missing': 'a living item whose original is not in the bucket',
  'original-mismatched': 'an original of another size than its item says',
  'original-orphaned': 'an original that no living item knows',
  'rendition-missing': 'a recorded rendition that is not in the gallery',
  'rendition-mismatched': 'a rendition of another size than its item says',
  'rendition-orphaned': 'an object in the gallery that no living item lists',
  'words-missing': 'a living item that search does not find by all of its words',
  'words-orphaned': 'a row of search that belongs to no living item',
  stuck: 'an item that has been received, stored or processing for too long',
  'deletion-unfinished': 'a deletion that was begun and not ended',
  held: 'a file in a spool that the store refused for good',
} as const;

export type Fault = keyof typeof faults;

export interface Finding {
  readonly fault: Fault;
  /** The media id, or the object key where there is none. */
  readonly subject: string;
  readonly detail: string;
  /** Puts it right and says what it did; absent where only a person can. */
  readonly repair?: () => Promise<string>;
}
