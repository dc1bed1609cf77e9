import { deflateRawSync } from 'node:zlib';
import { TEXT_CHARACTERS, TEXT_PAGES } from '../../limits.ts';
import type { IndexedItem, ItemText, TextPage } from '../../model.ts';
import { type Connection, transaction } from '../statements.ts';
import { addWords, removeWords } from './words.ts';

/** Fast and small enough: a text is compressed to about 40 %. */
const COMPRESSION = { level: 3 } as const;

/** Indexes a text, if it is the one that the item lacks. */
export const applyText = (
  connection: Connection,
  { id, generation, text, pages }: ItemText,
): boolean =>
  transaction(connection, () => {
    const row = connection.get<{ item: number; indexed: string }>(
      `SELECT item, indexed FROM items JOIN documents USING (item)
       WHERE id = ? AND generation = ? AND text = ? AND text_indexed IS NOT text`,
      Buffer.from(id, 'hex'),
      generation,
      text,
    );
    if (!row) return false;
    connection.run('DELETE FROM pages WHERE item = ?', row.item);
    for (const [at, { page, text: words }] of withinLimits(pages).entries()) {
      connection.run(
        'INSERT INTO pages VALUES (?, ?, ?, ?)',
        row.item,
        at,
        page ?? null,
        deflateRawSync(words, COMPRESSION),
      );
    }
    removeWords(connection, row.item);
    addWords(connection, row.item, JSON.parse(row.indexed) as IndexedItem);
    connection.run('UPDATE items SET text_indexed = text WHERE item = ?', row.item);
    return true;
  });

function withinLimits(pages: readonly TextPage[]): TextPage[] {
  const kept: TextPage[] = pages.slice(0, TEXT_PAGES);
  const rest = pages.slice(TEXT_PAGES).map(({ text }) => text);
  const last = kept.at(-1);
  if (last && rest.length > 0) {
    kept[kept.length - 1] = { ...last, text: [last.text, ...rest].join('\n') };
  }
  let left = TEXT_CHARACTERS;
  return kept.map((page) => {
    const text = page.text.slice(0, left);
    left -= text.length;
    return { ...page, text };
  });
}
