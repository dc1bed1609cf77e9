import type { MediaId } from '@galeria/media';

/** The owner's list of tags, or the difference from the tags of the file. */
export type TagEdit =
  | { readonly set: readonly string[] }
  | { readonly add: readonly string[]; readonly remove: readonly string[] };

/** The owner's date, or the difference from the date of the file in seconds. */
export type DateEdit =
  | {
      /** Local time, `2024-05-06T07:08:09`. */
      readonly local: string;
      /** UTC offset, `-03:00`. */
      readonly offset?: string;
    }
  | { readonly shift: number };

/** The owner's place, which replaces the file's names and position. Empty for no place. */
export interface PlaceEdit {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  /** Degrees, WGS 84. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/** The owner's edits of an item. A field that is absent is as the file says. */
export interface EditValues {
  /** Empty for no title. */
  readonly title?: string;
  readonly description?: string;
  readonly tags?: TagEdit;
  readonly favourite?: true;
  readonly archived?: true;
  readonly date?: DateEdit;
  readonly place?: PlaceEdit;
  /** 1 to 5; 0 for no rating. */
  readonly rating?: number;
  /** The albums that have the item, by their ids, each with the item's position. */
  readonly albums?: Readonly<Record<string, string>>;
}

/** Where an item is in its life, beside its status. */
export interface LifeValues {
  /** RFC 3339, UTC: since when the item is in the bin. */
  readonly binnedAt?: string;
  /** The first generation of this life: an item that leaves the bin has the next generation. */
  readonly since?: number;
}

/** The values that an edit replaces as a whole. */
export type OwnerValues = EditValues & LifeValues;

/** The edits of an item, as its record holds them beside what the file says. */
export interface Edits extends OwnerValues {
  /** The generation that was edited: edits never apply to another one. */
  readonly generation: number;
  /** Counts the edits of this generation. */
  readonly revision: number;
  /** ULID of the last edit, by which a repeated write recognises itself. */
  readonly token: string;
}

/** The owner's part of an item record. */
interface Edited {
  readonly generation: number;
  readonly edits?: Edits;
}

/** The edits of the present generation. An earlier release leaves those of a deleted one in place. */
export const editsOf = ({ generation, edits }: Edited): Edits | undefined =>
  edits?.generation === generation ? edits : undefined;

/** Which edit of an item its record holds: `<generation>.<number of edits>`. */
export const revisionOf = (item: Edited): string =>
  `${item.generation}.${editsOf(item)?.revision ?? 0}`;

/** The values of edits, without what the write itself needs. */
export function ownerValuesOf(edits: Edits | undefined): OwnerValues {
  if (!edits) return {};
  const { generation: _generation, revision: _revision, token: _token, ...values } = edits;
  return values;
}

/** The owner's edits of an item. */
export function valuesOf(edits: Edits | undefined): EditValues {
  const { binnedAt: _binnedAt, since: _since, ...values } = ownerValuesOf(edits);
  return values;
}

/** Since when an item is in the bin. */
export const binnedAtOf = (item: Edited): string | undefined => editsOf(item)?.binnedAt;

/** The first generation of an item's life. Its uploads have this one or a later one. */
export const firstGenerationOf = (item: Edited): number => editsOf(item)?.since ?? item.generation;

/** Names an item for an edit, and the revisions that the caller has seen. */
export interface EditTarget {
  readonly id: MediaId;
  /** Whether the edit may replace this revision. Without it, it replaces any. */
  readonly replaces?: (revision: string) => boolean;
}
