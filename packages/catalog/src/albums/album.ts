import type { MediaId } from '@galeria/media';

/** The fields of an album that its owner sets. */
export interface AlbumFields {
  readonly name: string;
  readonly description?: string;
  /** A playlist has songs alone. */
  readonly type: 'album' | 'playlist';
  /** The order of its items: `position` as the owner has arranged them. */
  readonly sort: 'position' | 'date' | 'uploaded' | 'title';
  readonly order: 'asc' | 'desc';
  /** The item whose picture is shown. */
  readonly cover?: MediaId;
  /** A saved query: the album has what it finds, and nothing else. */
  readonly rule?: Readonly<Record<string, unknown>>;
}

export interface Album extends AlbumFields {
  /** ULID. */
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** Counts the changes of its fields, from 1. */
  readonly revision: number;
}

/** Fields to set; null removes one. */
export type AlbumChange = {
  readonly [Name in Exclude<keyof AlbumFields, 'type'>]?: AlbumFields[Name] | null | undefined;
};

export type AlbumOutcome =
  | { readonly outcome: 'changed' | 'unchanged'; readonly album: Album }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'absent' };
