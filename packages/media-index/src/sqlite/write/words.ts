import { inflateRawSync } from 'node:zlib';
import { dateWords } from '../../language/dates.ts';
import { wordsOf } from '../../language/words.ts';
import { MAX_VALUES, VALUE_CHARACTERS } from '../../limits.ts';
import { ATTRIBUTES, type Attribute, type IndexedItem } from '../../model.ts';
import { TEXT_COLUMNS, type TextColumn } from '../schema.ts';
import type { Connection } from '../statements.ts';

/** The values of an item that are indexed in each column of the full-text index, apart from its body. */
export function valuesOf(
  item: IndexedItem,
): Record<Exclude<TextColumn, 'body'>, readonly string[]> {
  const attributes = Object.fromEntries(
    ATTRIBUTES.map((name) => [
      name,
      [...(item.attributes?.[name] ?? []), ...(item.otherNames?.[name] ?? [])],
    ]),
  ) as unknown as Record<Attribute, readonly string[]>;
  return {
    title: item.title === undefined ? [] : [item.title],
    name: item.names,
    other: item.other ?? [],
    date: dateWords(item.date),
    ...attributes,
  };
}

const joined = (values: readonly string[]): string =>
  values
    .slice(0, MAX_VALUES)
    .flatMap((value) => [...wordsOf(value.slice(0, VALUE_CHARACTERS))])
    .join(' ');

const COLUMNS = Object.keys(TEXT_COLUMNS) as TextColumn[];
const INSERT = `INSERT INTO search (rowid, ${COLUMNS.join(', ')})
  VALUES (?, ${COLUMNS.map(() => '?').join(', ')})`;

/** Indexes the words of an item. Its text is read from `pages`. */
export function addWords(connection: Connection, item: number, indexed: IndexedItem): void {
  const pages = connection.all<{ text: Uint8Array }>(
    'SELECT text FROM pages WHERE item = ? ORDER BY at',
    item,
  );
  const body = pages.map(({ text }) => [...wordsOf(inflateRawSync(text).toString())].join(' '));
  const values: Record<string, readonly string[]> = valuesOf(indexed);
  const texts = COLUMNS.map((column) =>
    column === 'body' ? body.join(' ') : joined(values[column] ?? []),
  );
  connection.run(INSERT, item, ...texts);
}

export const removeWords = (connection: Connection, item: number): void =>
  connection.run('DELETE FROM search WHERE rowid = ?', item);
