import type { AnyOf } from '@galeria/media/any-of';
import type { components } from './schema.ts';

export type Schemas = components['schemas'];

/** The metadata fields of every kind, for code that shows an item of any kind. */
export type AnyMetadata = AnyOf<Schemas['Metadata']>;

export type Status = Schemas['MediaSummary']['status'];
export type Rendition = Schemas['Rendition'];
export type MediaSummary = Omit<Schemas['MediaSummary'], 'metadata'> & {
  readonly metadata: AnyMetadata;
};
export type MediaItem = Omit<Schemas['MediaItem'], 'metadata'> & {
  readonly metadata: AnyMetadata;
};
export type Uploaded = Schemas['Uploaded'];
export type Problem = Schemas['Problem'];

/** Whether the status of an item changes only by another upload, a retry or a deletion. */
export const isSettled = ({ status }: Pick<MediaSummary, 'status'>): boolean =>
  status === 'ready' || status === 'failed';
