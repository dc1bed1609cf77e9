import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSqliteIndex, type SqliteIndex } from '../src/sqlite/open.ts';
import { idOf, itemOf } from './testing.ts';

let folder: string;
let index: SqliteIndex;

const titles: Readonly<Record<string, string>> = {
  german: 'Bäckerei Müller am Königsplatz',
  plain: 'Baeckerei Mueller',
  tokyo: '東京駅の写真',
  traditional: '臺灣圖書館',
  katakana: 'カメラとレンズ',
  thai: 'ประเทศไทย',
  korean: '서울 사진',
  greek: 'Ακρόπολη Αθηνών',
  russian: 'Красная площадь, Москва',
  hebrew: 'יְרוּשָׁלַיִם',
  arabic: 'كِتَاب ٢٠٢٤',
  hindi: 'ताज महल',
  portuguese: 'Férias em São João',
  emoji: 'praia 🏖',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-index-'));
  index = await openSqliteIndex({ path: join(folder, 'index.sqlite') });
  const items = Object.entries(titles).map(([name, title]) => itemOf(name, { title }));
  await index.apply([...items, itemOf('long', { title: 'A book', text: 'text.v1.txt' })]);
});

afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

const found = async (q: string) =>
  (await index.list({ q })).items
    .map(({ document }) => (document as { name: string }).name)
    .toSorted();

test.each([
  ['müller', ['german', 'plain']],
  ['mueller', ['german', 'plain']],
  ['MÜLLER konigs', ['german']],
  ['"bäckerei müller"', ['german', 'plain']],
  ['東京', ['tokyo']],
  ['京', ['tokyo']],
  ['東駅', []],
  ['"東京駅"', ['tokyo']],
  ['台湾图书', ['traditional']],
  ['かめら', ['katakana']],
  ['ﾚﾝｽﾞ', ['katakana']],
  ['ไทย', ['thai']],
  ['사진', ['korean']],
  ['ακροπολη', ['greek']],
  ['ΑΘΗΝΏΝ', ['greek']],
  ['москва', ['russian']],
  ['мосвка', ['russian']],
  ['ירושלים', ['hebrew']],
  ['كتاب', ['arabic']],
  ['ताज', ['hindi']],
  ['ferias sao joao', ['portuguese']],
  ['🏖', ['emoji']],
])('%s', async (q, expected) => {
  expect(await found(q)).toEqual(expected);
});

test.each([
  '"',
  '""',
  '"*',
  '*',
  '-',
  '--',
  '-"',
  'a"b',
  'title:',
  'title:"',
  'NEAR(a b)',
  'a AND',
  'OR',
  'NOT x',
  '{title}: x',
  '^x',
  'a + b',
  'x\0y',
  '\0',
  "'; DROP TABLE items; --",
  'title:*',
  '-*',
  '()',
  '\ud800',
])('%j is a query and no syntax of the database', async (q) => {
  const { items } = await index.list({ q });
  expect(Array.isArray(items)).toBe(true);
  expect((await index.state()).items).toBe(Object.keys(titles).length + 1);
});

test('any text is a query', async () => {
  const sign = fc.constantFrom(
    '"',
    '*',
    ':',
    '-',
    '\0',
    '(',
    ')',
    'tag:',
    'a',
    ' ',
    'AND',
    '{',
    '^',
    '東',
    "'",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(sign, { maxLength: 20 }).map((all) => all.join('')),
        fc.string({ unit: 'binary', maxLength: 40 }),
      ),
      async (q) => {
        const answer = await index.list({ q }).catch(({ code }: { code: string }) => code);
        expect(typeof answer === 'object' || answer === 'too-many-words').toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('every tenth word of a document of 120 pages is found, with its page', async () => {
  const wordAt = (page: number, at: number) =>
    `${'abcdefghij'[at % 10]}${idOf(`${page} ${at}`).slice(0, 10)}`;
  const pages = Array.from({ length: 120 }, (_, page) => ({
    page: page + 1,
    text: Array.from({ length: 100 }, (_, at) => wordAt(page, at)).join(' '),
  }));
  await index.applyText({ id: idOf('long'), generation: 1, text: 'text.v1.txt', pages });
  for (let page = 0; page < 120; page += 10) {
    for (let at = 0; at < 100; at += 10) {
      const { items } = await index.list({ q: wordAt(page, at) });
      expect(items.map(({ id }) => id)).toEqual([idOf('long')]);
      const { text, marks, page: shown } = items[0]!.snippet!;
      expect(shown).toBe(page + 1);
      expect(text.slice(...marks[0]!)).toBe(wordAt(page, at));
    }
  }
});
