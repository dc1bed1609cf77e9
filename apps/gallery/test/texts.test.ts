import { expect, test } from '@jest/globals';
import { chooseLanguage, createTexts } from '../src/texts.ts';

test.each([
  [['pt-BR', 'en'], 'pt-BR', 'pt-BR'],
  [['pt'], 'pt-BR', 'pt'],
  [['de-DE', 'pt-PT', 'en'], 'pt-BR', 'pt-PT'],
  [['en-GB', 'pt'], 'en', 'en-GB'],
  [['en-US@posix'], 'en', 'en-US'],
  [['ja'], 'en', 'en'],
  [[], 'en', 'en'],
])('who reads %j is spoken to in %s, with the dates of %s', (preferred, language, locale) => {
  expect(chooseLanguage(preferred)).toEqual({ language, locale });
});

test('values take their places', () => {
  const { text } = createTexts('pt-BR');
  expect(text('uploadsReady', { done: 2, all: 3 })).toBe('2 de 3 prontos');
});

test("a code that the page has no word for keeps the API's own sentence", () => {
  const { meaning } = createTexts('pt-BR');
  expect(meaning('corrupt', 'The file is damaged')).toMatch(/danificado/);
  expect(meaning('brand-new', 'A new reason')).toBe('A new reason');
});
