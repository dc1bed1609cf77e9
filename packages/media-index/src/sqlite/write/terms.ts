import { fold } from '../../language/fold.ts';
import { LABEL_CHARACTERS, MAX_VALUES, MOST_STARS } from '../../limits.ts';
import { ATTRIBUTES, type Attribute, type IndexedItem } from '../../model.ts';
import type { Connection } from '../statements.ts';

/** A value that filters compare: its key is folded, its label is how the item writes it. */
export interface Term {
  readonly field: string;
  readonly key: string;
  readonly label: string;
}

/** The key by which a filter finds a value. */
export const keyOf = (label: string): string => fold(label.trim().slice(0, LABEL_CHARACTERS));

/** The field of further names of an attribute's values. */
export const otherNamesOf = (attribute: Attribute): string => `other names: ${attribute}`;

/** All terms of an item, each once. */
export function termsOf(item: IndexedItem): Term[] {
  const has = new Set(item.has ?? []);
  if (item.location) has.add('gps');
  if (item.text !== undefined) has.add('text');
  const values: (readonly [string, readonly string[]])[] = [
    ['all', ['']],
    ['kind', [item.kind]],
    ['status', [item.status]],
    ['mimeType', [item.mimeType]],
    ['year', [item.date.slice(0, 4)]],
    ['has', [...has]],
    ['in album', Object.keys(item.albums ?? {})],
    ['flag', item.flags ?? []],
    ['stars', starsUpTo(item.rating)],
    ...ATTRIBUTES.map((name) => [name, item.attributes?.[name] ?? []] as const),
    ...ATTRIBUTES.map((name) => [otherNamesOf(name), item.otherNames?.[name] ?? []] as const),
  ];
  const terms = new Map<string, Term>();
  for (const [field, labels] of values) {
    for (const text of labels.slice(0, MAX_VALUES)) {
      const label = text.trim().slice(0, LABEL_CHARACTERS).toWellFormed();
      const key = keyOf(label);
      const name = JSON.stringify([field, key]);
      const isEmpty = key === '' && field !== 'all';
      if (!isEmpty && !terms.has(name)) terms.set(name, { field, key, label });
    }
  }
  return [...terms.values()];
}

/** An item with four stars has a term for each of one to four: the filter asks for at least so many. */
const starsUpTo = (rating: number | undefined): string[] =>
  Array.from({ length: Math.min(MOST_STARS, rating ?? 0) }, (_, at) => String(at + 1));

/** Where an item stands among those of its terms. */
export interface Place {
  readonly item: number;
  readonly date: number;
  readonly tie: number;
}

export function addTerms(connection: Connection, place: Place, terms: readonly Term[]): void {
  for (const { field, key, label } of terms) {
    const { term } = connection.one<{ term: number }>(
      `INSERT INTO terms (field, key, count) VALUES (?, ?, 1)
       ON CONFLICT (field, key) DO UPDATE SET count = count + 1 RETURNING term`,
      field,
      key,
    );
    connection.run(
      `INSERT INTO labels (term, label, count) VALUES (?, ?, 1)
       ON CONFLICT (term, label) DO UPDATE SET count = count + 1`,
      term,
      label,
    );
    connection.run(
      'INSERT INTO attributes VALUES (?, ?, ?, ?)',
      term,
      place.date,
      place.tie,
      place.item,
    );
  }
}

export function removeTerms(connection: Connection, place: Place, terms: readonly Term[]): void {
  for (const { field, key, label } of terms) {
    const { term } = connection.one<{ term: number }>(
      'UPDATE terms SET count = count - 1 WHERE field = ? AND key = ? RETURNING term',
      field,
      key,
    );
    connection.run('UPDATE labels SET count = count - 1 WHERE term = ? AND label = ?', term, label);
    connection.run('DELETE FROM labels WHERE term = ? AND count = 0', term);
    connection.run('DELETE FROM terms WHERE term = ? AND count = 0', term);
    connection.run(
      'DELETE FROM attributes WHERE term = ? AND date = ? AND tie = ? AND item = ?',
      term,
      place.date,
      place.tie,
      place.item,
    );
  }
}
