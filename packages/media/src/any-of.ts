type Keys<Union> = Union extends unknown ? keyof Union : never;
type Value<Union, Key> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;

/** The fields of every member of a union, for code that takes any member. */
export type AnyOf<Union> = { readonly [Key in Keys<Union>]?: Value<Union, Key> };
