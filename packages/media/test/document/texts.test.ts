import { describe, expect, test } from '@jest/globals';
import { readOnly } from './documents.ts';
import { said } from './office.ts';
import * as texts from './texts.ts';

test('Markdown has the title of its first heading', async () => {
  expect(await readOnly(texts.markdown(), 'README.md')).toMatchObject({
    mimeType: 'text/markdown',
    metadata: { title: said.title, encoding: 'utf-8', lines: 6 },
  });
});

test('CSV: records may have several lines, and fields may contain the separator', async () => {
  expect(await readOnly(texts.csv(), 'MARÉS.CSV')).toMatchObject({
    mimeType: 'text/csv',
    metadata: { encoding: 'utf-8', lines: 4, rows: 3, columns: 3 },
  });
});

test('CSV: a quote that is never closed is a character of its field', async () => {
  const tsv = 'id\ttitle\tyear\n1\t"Rome, Open City\t1945\n2\tOther\t1950\n';
  const { metadata, text } = await readOnly(Buffer.from(tsv), 'a.tsv');
  expect(metadata).toMatchObject({ rows: 3, columns: 3 });
  expect(text).toBe(tsv);
});

test('JSON, and several values with one per line', async () => {
  expect(await readOnly(texts.json(), 'a.txt')).toMatchObject({
    mimeType: 'application/json',
    metadata: { encoding: 'utf-8', lines: 9 },
  });
  expect(await readOnly(Buffer.from('{"a":1}\n{"a":2}\n'))).toMatchObject({
    metadata: { values: 2 },
  });
});

test('JSON: escape sequences are characters in the text', async () => {
  const escaped = String.raw`{"a":"mar\u00e9 \ud83d\ude00 \"sic\" C:\\new\nline"}`;
  const { text } = await readOnly(Buffer.from(escaped), 'a.json');
  expect(text).toBe('{"a":"maré 😀 "sic" C:\\new\nline"}');
  // The text of a large file comes in pieces, which may end within a sequence.
  const sequences = await readOnly(Buffer.from(`["${'\\u00e9\\\\'.repeat(30_000)}"]`), 'a.json');
  expect(sequences.text).toBe(`["${'é\\'.repeat(30_000)}"]`);
});

test('JSON: comments, and a comma behind the last value, are taken', async () => {
  const settings =
    '// of an editor\n{\n  "url": "http://a//b", /* why */ "list": [1, 2,], // end\n}\n';
  expect(await readOnly(Buffer.from(settings), 'a.json')).toMatchObject({
    mimeType: 'application/json',
    metadata: { lines: 4 },
    text: settings,
  });
  await expect(readOnly(Buffer.from('{"a": [1 2]}'), 'a.json')).rejects.toMatchObject({
    code: 'corrupt',
  });
});

describe('text', () => {
  const line = 'Não há maré sem água, nem verão sem praia: é só esperar até amanhã de manhã.\r\n';

  test.each([
    ['utf-8', Buffer.from(`\ufeff${line}`)],
    ['utf-16le', Buffer.from(`\ufeff${line}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${line}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(line.repeat(20), 'latin1')],
  ])('in %s', async (encoding, bytes) => {
    const { metadata, text } = await readOnly(bytes);
    expect(metadata).toMatchObject({ encoding });
    expect(text.startsWith(line.replace('\r', ''))).toBe(true);
    expect(text).not.toContain('\r');
  });

  test('in Shift_JIS, detected by character frequency', async () => {
    // 「日本語の文章です。」, JIS X 0208 in Shift_JIS.
    const sentence = Buffer.from('93fa967b8cea82cc95b68fcd82c582b781420d0a', 'hex');
    const { metadata, text } = await readOnly(Buffer.concat(Array(20).fill(sentence)), 'a.txt');
    expect(metadata).toMatchObject({ encoding: 'shift_jis', lines: 20 });
    expect(text.startsWith('日本語の文章です。\n')).toBe(true);
  });

  test('with a damaged byte of UTF-8 stays UTF-8', async () => {
    const damaged = Buffer.concat([
      Buffer.from('Maré é água '),
      Buffer.of(0xff),
      Buffer.from(' ação'),
    ]);
    const { metadata, text } = await readOnly(damaged, 'a.txt');
    expect(metadata.encoding).toBe('utf-8');
    expect(text).toBe('Maré é água \ufffd ação');
  });

  test('loses the NULs of a crash and the end of file of DOS', async () => {
    const text = 'before the crash\r\n\0\0\0\0after it\r\n\x1a';
    expect((await readOnly(Buffer.from(text), 'a.log')).text).toBe('before the crash\nafter it\n');
  });

  test('is cut at the limit between characters, which is recorded', async () => {
    const { text, truncated, excerpt } = await readOnly(Buffer.from('é'.repeat(6 * 2 ** 20)));
    expect(Buffer.byteLength(text)).toBe(10 * 2 ** 20);
    expect(text.endsWith('é')).toBe(true);
    expect({ truncated, excerpt }).toEqual({ truncated: true, excerpt: 'é'.repeat(2000) });
  });

  test('keeps the form feeds between pages', async () => {
    const { text, excerpt } = await readOnly(Buffer.from('um\r\n\f\r\ndois\ftrês'));
    expect(text).toBe('um\n\f\ndois\ftrês');
    expect(excerpt).toBe('um\ndois três');
  });

  test('an excerpt has no blank lines and no control characters', async () => {
    const { excerpt } = await readOnly(Buffer.from('a \t b\r\n\r\n\r\n c\u202e\u0085d'));
    expect(excerpt).toBe('a b\nc\nd');
  });
});
