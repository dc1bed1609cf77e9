import type { Metadata } from '@galeria/media';

type Keys<Union> = Union extends unknown ? keyof Union : never;
type Value<Union, Key> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;

/** The metadata fields of every kind. */
export type Fields = { readonly [Key in Keys<Metadata>]?: Value<Metadata, Key> };
