import { styleText } from 'node:util';
import type { MediaItem, Problem } from '@galeria/api/client';

/** Formats a size in bytes with decimal units. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), units.length - 1);
  return `${(size / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Formats a table with aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

export function describeItem(path: string, item: MediaItem, known: boolean): string {
  const failed = item.status === 'failed';
  const status = failed ? `failed: ${item.failure?.code}` : item.status;
  const facts = [
    ['id', item.id],
    [
      'status',
      `${styleText(failed ? 'red' : 'green', status)}${known ? ' (already in the gallery)' : ''}`,
    ],
    ...(item.failure ? [['reason', oneLine(item.failure.message)]] : []),
    ['original', `${item.original.mimeType}, ${bytes(item.original.size)}`],
    ...metadataRows(item.metadata),
  ];
  const renditions = item.renditions.map(({ name, width, height, size }) => [
    '',
    name,
    width === undefined ? '' : `${width} × ${height}`,
    bytes(size),
  ]);
  return `${[styleText('bold', path), table(facts), ...(renditions.length ? [table(renditions)] : [])].join('\n')}\n\n`;
}

export const describeRefusal = (path: string, { code, title, detail }: Problem): string =>
  `${styleText('bold', path)}\n${table([
    ['status', styleText('red', `refused: ${code}`)],
    ['reason', detail === undefined ? title : `${title}: ${detail}`],
  ])}\n\n`;

/** Returns the main metadata, one row each. Nested values are formatted on one line. */
function metadataRows(metadata: MediaItem['metadata']): string[][] {
  return Object.entries(metadata)
    .filter(([name]) => name !== 'thumbhash')
    .map(([name, value]) => [name, inWords(value)])
    .filter(([, words]) => words !== '') as string[][];
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return value === null ? '' : String(value);
  return Object.entries(value)
    .map(([name, part]) => [name, inWords(part)])
    .filter(([, words]) => words !== '')
    .map(([name, words]) => `${name} ${words}`)
    .join(', ');
}

/** Maximum length of a line in characters. Longer text is cut with an ellipsis. */
const LINE_LENGTH = 100;

/** Shortens metadata and removes control characters, which a terminal would execute. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= LINE_LENGTH
    ? line
    : `${characters.slice(0, LINE_LENGTH - 1).join('')}…`;
}
