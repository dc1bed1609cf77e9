import { expect, test } from '@jest/globals';
import { chooseLanguage } from '../src/language.ts';
import { createTexts } from '../src/texts.ts';

test.each([
  [['pt-BR', 'en'], 'pt-BR', 'pt-BR'],
  [['pt'], 'pt-BR', 'pt'],
  [['de-DE', 'pt-PT', 'en'], 'pt-BR', 'pt-PT'],
  [['pt-PT', 'en'], 'pt-BR', 'pt-PT'],
  [['de', 'en-GB', 'pt'], 'en', 'en-GB'],
  [['en-GB', 'pt'], 'en', 'en-GB'],
  [['en-US@posix'], 'en', 'en-US'],
  [['ja'], 'en', 'en'],
  [[], 'en', 'en'],
])('preferred languages %j give texts in %s and the locale %s', (preferred, language, locale) => {
  expect(chooseLanguage(preferred)).toEqual({ language, locale });
});

test('placeholders are replaced by values', () => {
  const { text } = createTexts('pt-BR');
  expect(text('uploadsReady', { done: 2, all: 3 })).toBe('2 de 3 prontos');
});

test("an unknown code shows the API's own message", () => {
  const { meaning } = createTexts('pt-BR');
  expect(meaning('corrupt', 'The file is damaged')).toMatch(/danificado/);
  expect(meaning('brand-new', 'A new reason')).toBe('A new reason');
});
