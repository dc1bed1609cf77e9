import { EDITS } from '../limits.ts';
import type { MediaEdit } from '../schemas/edits.ts';

/**
 * Splits an edit into requests that `PATCH /media/:id` takes one after the other: an item can have more
 * tags than one request can name.
 */
export function editRequests({ tags, ...edit }: MediaEdit): MediaEdit[] {
  const others = Object.keys(edit).length > 0 ? [edit] : [];
  if (tags === undefined) return others;
  if (tags === null) return [{ ...edit, tags }];
  const [first, ...more] = tagRequests(tags);
  return first ? [{ ...edit, tags: first }, ...more.map((one) => ({ tags: one }))] : others;
}

type Tags = NonNullable<MediaEdit['tags']>;

function tagRequests(tags: Tags): Tags[] {
  if (Array.isArray(tags)) {
    const [first = [], ...more] = parts(tags);
    return [first, ...more.map((add) => ({ add }))];
  }
  const { add = [], remove = [] } = tags;
  return [
    ...parts(remove).map((some) => ({ remove: some })),
    ...parts(add).map((some) => ({ add: some })),
  ];
}

const parts = (tags: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(tags.length / EDITS.tags) }, (_, at) =>
    tags.slice(at * EDITS.tags, (at + 1) * EDITS.tags),
  );
