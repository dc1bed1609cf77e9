import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeItem } from '../src/send/report.ts';

const item = {
  id: 'a'.repeat(64),
  status: 'ready',
  original: { size: 12, mimeType: 'text/plain', filename: 'a.txt' },
  renditions: [],
  metadata: {
    title: '\u001b]0;owned\u0007\u001b[2JTitle',
    excerpt: `one\r\ntwo\u2028three ${'é😀'.repeat(200)}`,
    keywords: ['a\tb', 'c'],
  },
};

test('metadata is printed on one line without control characters', () => {
  const shown = stripVTControlCharacters(describeItem('a.txt', item as never, false));
  const rows = Object.fromEntries(
    shown
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => [line.slice(2, 12).trim(), line.slice(12)]),
  );
  expect(Object.keys(rows)).toEqual(['id', 'status', 'original', 'title', 'excerpt', 'keywords']);
  expect(rows.title).toBe(']0;owned [2JTitle');
  expect(rows.excerpt).toMatch(/^one two three .*…$/);
  expect([...rows.excerpt!]).toHaveLength(100);
  expect(rows.keywords).toBe('a b, c');
  expect(shown).not.toMatch(/\p{Cc}(?<!\n)/u);
});
