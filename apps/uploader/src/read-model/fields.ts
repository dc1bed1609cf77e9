import type { Metadata } from '@galeria/media';
import type { AnyOf } from '@galeria/media/any-of';

/** The metadata fields of every kind. */
export type Fields = AnyOf<Metadata>;
