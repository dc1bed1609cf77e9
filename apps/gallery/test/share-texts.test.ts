import { expect, test } from '@jest/globals';
import { createText } from '../src/share/texts.ts';

test('placeholders of the texts for visitors are replaced by values', () => {
  expect(createText('pt-BR')('left', { files: 2, size: '3 MB' })).toBe(
    'Arquivos restantes: 2, 3 MB',
  );
});
