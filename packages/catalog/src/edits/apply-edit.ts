import { defined } from '@galeria/media';
import type { DateEdit, OwnerValues, PlaceEdit, TagEdit } from './edits.ts';

/** Tags to add to those that an item has, and to remove from them. */
export interface TagChange {
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

/** One edit. A field that is absent stays as it is; null takes it back to what the file says. */
export interface Edit {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly tags?: readonly string[] | TagChange | null | undefined;
  readonly favourite?: boolean | null | undefined;
  readonly archived?: boolean | null | undefined;
  readonly date?: DateEdit | null | undefined;
  readonly place?: PlaceEdit | null | undefined;
  readonly rating?: number | null | undefined;
}

/** Returns the values after an edit. The same edit twice is the same as once. */
export function applyEdit(values: OwnerValues, edit: Edit): OwnerValues {
  return defined({
    ...values,
    title: next(values.title, edit.title),
    description: next(values.description, edit.description),
    tags: nextTags(values.tags, edit.tags),
    favourite: flag(next(values.favourite, edit.favourite)),
    archived: flag(next(values.archived, edit.archived)),
    date: next(values.date, edit.date),
    place: next(values.place, edit.place),
    rating: next(values.rating, edit.rating),
  });
}

const next = <Value>(
  present: Value | undefined,
  edited: Value | null | undefined,
): Value | undefined => (edited === undefined ? present : (edited ?? undefined));

const flag = (value: boolean | undefined): true | undefined => value || undefined;

function nextTags(present: TagEdit | undefined, edited: Edit['tags']): TagEdit | undefined {
  if (edited === undefined) return present;
  if (edited === null) return undefined;
  if (!('add' in edited || 'remove' in edited)) return { set: distinct(edited as string[]) };
  const { add = [], remove = [] } = edited;
  if (present && 'set' in present) {
    return { set: distinct([...without(present.set, remove), ...add]) };
  }
  const added = distinct([...without(present?.add ?? [], remove), ...add]);
  const removed = without(distinct([...(present?.remove ?? []), ...remove]), add);
  return added.length + removed.length === 0 ? undefined : { add: added, remove: removed };
}

/** Applies an edit of tags to those that the file has. */
export function editTags(tags: readonly string[], edit: TagEdit | undefined): readonly string[] {
  if (!edit) return tags;
  if ('set' in edit) return edit.set;
  return distinct([...without(tags, edit.remove), ...edit.add]);
}

/** Tags that differ by case alone are the same tag. */
const keyOf = (tag: string): string => tag.normalize('NFC').toLowerCase();

/** The first spelling of each tag. */
function distinct(tags: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const tag of tags) if (!first.has(keyOf(tag))) first.set(keyOf(tag), tag);
  return [...first.values()];
}

function without(tags: readonly string[], removed: readonly string[]): string[] {
  const keys = new Set(removed.map(keyOf));
  return tags.filter((tag) => !keys.has(keyOf(tag)));
}
