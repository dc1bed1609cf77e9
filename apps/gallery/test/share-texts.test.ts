import { expect, test } from '@jest/globals';
import { chooseLanguage, createText } from '../src/share/texts.ts';

test.each([
  [['pt-PT', 'en'], 'pt-BR'],
  [['de', 'en-GB', 'pt'], 'en'],
  [['ja'], 'en'],
  [[], 'en'],
])('visitors who prefer %j read %s', (preferred, language) => {
  expect(chooseLanguage(preferred)).toBe(language);
});

test('placeholders of the texts for visitors are replaced by values', () => {
  expect(createText('pt-BR')('left', { files: 2, size: '3 MB' })).toBe(
    'Arquivos restantes: 2, 3 MB',
  );
});
