import { TEXT_PAGES } from '@galeria/media-index';
import { expect, test } from '@jest/globals';
import { pagesOf } from '../src/read-model/texts.ts';

test('form feeds separate the pages of a text', () => {
  expect(pagesOf('one\n\f\ftwo\n')).toEqual([
    { page: 1, text: 'one\n' },
    { page: 2, text: '' },
    { page: 3, text: 'two\n' },
  ]);
});

test('a text without form feeds has no pages', () => {
  expect(pagesOf('one\ntwo')).toEqual([{ text: 'one\ntwo' }]);
});

test('the rest of a text with too many pages is one page', () => {
  const pages = pagesOf(`${'a\f'.repeat(TEXT_PAGES)}b\fc`);
  expect(pages).toHaveLength(TEXT_PAGES + 1);
  expect(pages.at(-1)).toEqual({ page: TEXT_PAGES + 1, text: 'b\fc' });
});
