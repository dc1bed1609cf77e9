import { describe, expect, test } from '@jest/globals';
import { metadataWords } from '../src/search/item-words.ts';
import { METADATA_WORDS, WORD_CHARACTERS } from '../src/search/limits.ts';
import { headOf, wordsOf } from '../src/search/words.ts';

const words = (text: string) => [...wordsOf(text)];

describe('words that differ only in case, accents or width are equal', () => {
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
    ['what nobody sees', '\u202eber\u00adlin\u200d', 'berlin'],
    ['a heart, with and without its variation', '❤️', '❤'],
  ])('%s', (_what, one, other) => {
    expect(words(one)).toEqual(words(other));
    expect(words(one).length).toBeGreaterThan(0);
  });
});

test.each([
  ['IMG_2024-05-14 (1).JPG', ['img', '2024', '05', '14', '1', 'jpg']],
  ['praia 🏖.jpg', ['praia', '🏖', 'jpg']],
  ['東京駅', ['東京', '京駅', '駅']],
  ['हिन्दी', ['हिन्दी']],
  ['が', ['が']],
  [' \u0000!?#/..—\u202e', []],
  ['\ud800', []],
])('%s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a long word is truncated between characters', () => {
  expect(words('𝔞'.repeat(100))).toEqual(['a'.repeat(WORD_CHARACTERS)]);
  expect(words('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(WORD_CHARACTERS)]);
});

test('a word is in the list of its first three characters, or of its first in scripts without spaces', () => {
  expect(['berlin', 'na', '🏖', '東京'].map(headOf)).toEqual(['ber', 'na', '🏖', '東']);
});

test('only searchable metadata of an image counts, the most distinctive fields first', () => {
  const many = Array.from({ length: 400 }, (_, at) => `word${at}`).join(' ');
  const found = metadataWords('image', {
    description: many,
    software: 'secret',
    camera: { make: 'Fujifilm', model: 'X-T5' },
    gps: { latitude: 52, place: 'nowhere' },
    keywords: ['Lisboa', 'sea side'],
    title: 'Férias',
    artist: 7,
  });
  expect(found.size).toBe(METADATA_WORDS);
  expect([...found].slice(0, 8)).toEqual([
    'ferias',
    'lisboa',
    'sea',
    'side',
    'fujifilm',
    'x',
    't5',
    'word0',
  ]);
  expect(metadataWords('unknown', { title: 'x' })).toEqual(new Set());
});
