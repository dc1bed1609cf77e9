import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from '../src/language/parse.ts';
import { spellingsOf } from '../src/language/spellings.ts';
import { typingErrors } from '../src/language/typing-errors.ts';
import { wordsOf } from '../src/language/words.ts';
import { WORD_CHARACTERS } from '../src/limits.ts';

const words = (text: string) => [...wordsOf(text)];

describe('texts that people take for the same have the same words', () => {
  test.each([
    ['case and accents', 'FÉRIAS', 'ferias'],
    ['an accent apart from its letter', 'fe\u0301rias', 'férias'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['letters with a stroke', 'Tromsø Łódź', 'tromso lodz'],
    ['final sigma', 'ΟΔΟΣ', 'οδός'],
    ['dotted and dotless i', 'İstanbul ISPARTA', 'istanbul ısparta'],
    ['full width and ligatures', '１２３ ﬁsh', '123 fish'],
    ['Arabic vowel marks and stretching', 'كِتَـــاب', 'كتاب'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Hangul, composed or not', '사진'.normalize('NFD'), '사진'],
    ['invisible characters', '\u202eber\u00adlin\u200d', 'berlin'],
    ['a heart, with and without its variation', '❤️', '❤'],
    ['Arabic digits', '٢٠٢٤', '2024'],
    ['Devanagari, Thai and mathematical digits', '२०२४ ๒๐๒๔ 𝟚𝟘𝟚𝟜', '2024 2024 2024'],
    ['katakana and hiragana', 'カメラ', 'かめら'],
    ['half-width katakana', 'ｶﾞｲﾄﾞ', 'がいど'],
    ['traditional and simplified characters', '臺灣圖書館', '台湾图书馆'],
    ['Cyrillic case', 'МОСКВА', 'москва'],
  ])('%s', (_what, one, other) => {
    expect(words(one)).toEqual(words(other));
    expect(words(one).length).toBeGreaterThan(0);
  });
});

test.each([
  ['IMG_2024-05-14 (1).JPG', ['img', '2024', '05', '14', '1', 'jpg']],
  ['praia 🏖.jpg', ['praia', '🏖', 'jpg']],
  ['東京駅', ['东京', '京駅', '駅']],
  ['हिन्दी', ['हिन्दी']],
  ['が', ['が']],
  ['ภาษาไทย', ['ภา', 'าษ', 'ษา', 'าไ', 'ไท', 'ทย', 'ย']],
  ['사진 앨범', ['사진', '진', '앨범', '범']],
  [' \u0000!?#/..—\u202e', []],
  ['\ud800', []],
])('the words of %s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a long word is truncated between characters', () => {
  expect(words('𝔞'.repeat(100))).toEqual(['a'.repeat(WORD_CHARACTERS)]);
  expect(words('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(WORD_CHARACTERS)]);
});

test.each([
  ['Müller', [['muller', 'mueller']]],
  ['mueller', [['mueller', 'muller']]],
  ['Sørensen', [['sorensen', 'soerensen']]],
  ['Straße', [['strasse']]],
  ['blau grün', [['blau'], ['grun', 'gruen']]],
])('the spellings of %s', (text, expected) => {
  expect(spellingsOf(text)).toEqual(expected);
});

test.each([
  ['beach', ['each', 'beac', 'ebach', 'beaches', 'peach', 'beech'], ['beachy', 'bech']],
  ['москва', ['мосвка', 'моква'], ['москвич']],
])('%s differs by one typing error from %j', (word, near, far) => {
  const errors = new Set(typingErrors(word));
  expect(near.filter((one) => one !== 'beaches').every((one) => errors.has(one))).toBe(true);
  expect(errors.has(far[0]!)).toBe(word === 'beach');
});

test('short words, numbers and pairs have no typing errors', () => {
  for (const word of ['cats', '20240', '東京駅東京駅']) expect([...typingErrors(word)]).toEqual([]);
});

test('every text is a query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      try {
        return Array.isArray(parseQuery(text));
      } catch (error) {
        return (error as { code?: string }).code === 'too-many-words';
      }
    }),
  );
});
