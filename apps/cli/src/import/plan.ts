import type { MediaEdit, NewAlbum } from '@galeria/api';

/** A file to import, and what is known about it beside its bytes. */
export interface PlannedItem {
  /** Absolute. */
  readonly path: string;
  /** Its file names, the first one for the upload. */
  readonly names: readonly [string, ...string[]];
  /** SHA-256 that the file must have. */
  readonly id?: string;
  /** What its owner says. */
  readonly edit?: MediaEdit;
  /** What is only used where neither the file nor its owner says anything else. */
  readonly fill?: Fill;
  /** The date that it had where its upload was the only source. */
  readonly uploadDate?: string;
  /** The albums that it is in, by their keys, with its place: texts in ASCII order. */
  readonly albums?: Readonly<Record<string, string>>;
}

export type Fill = Pick<MediaEdit, 'title' | 'description' | 'date' | 'place' | 'rating'>;

export interface PlannedAlbum extends Omit<NewAlbum, 'cover'> {
  readonly key: string;
  /** The item whose picture is shown. */
  readonly cover?: string;
}

/** What an import brings. */
export interface Plan {
  readonly items: readonly PlannedItem[];
  /** The oldest first. */
  readonly albums: readonly PlannedAlbum[];
  /** What is left out, each as a line for the user. */
  readonly notes: readonly string[];
}
