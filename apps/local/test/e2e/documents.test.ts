import { makers, pdf } from '@galeria/media/testing/documents';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { isPainted, visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import type { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let browser: Browser;
let folder: string;
let close: () => Promise<unknown>;

beforeAll(async () => {
  ({ galeria, browser, folder, close } = await openBrowserFixture());
});
afterAll(() => close());

const upload = async (name: string, bytes: Uint8Array) => {
  const [uploaded] = await galeria.upload(await media.save(folder, name, bytes));
  expect(uploaded).toMatchObject({ kind: 'document', filename: name });
  return galeria.settled(uploaded!.id);
};

const format = { md: 'markdown', txt: 'text' } as Readonly<Record<string, string>>;

test.each(Object.entries(makers))('a document: %s', async (extension, make) => {
  const bytes = await make();
  const item = await upload(`documento.${extension}`, bytes);
  expect(item).toMatchObject({
    status: 'ready',
    metadata: { format: format[extension] ?? extension, excerpt: expect.any(String) },
  });
  const text = item.renditions.find(({ name }) => name === 'text.v3.txt')!;
  const served = await fetch(galeria.address + text.url);
  expect(served.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  const body = Buffer.from(await served.arrayBuffer());
  expect(body.length).toBe(text.size);
  expect(body.toString()).toMatch(/\p{L}/u);
  const picture = item.renditions.find(({ name }) => name.endsWith('.jpg'));
  expect(picture === undefined).toBe(item.note?.code === 'picture-missing');
  if (picture) expect((await fetch(galeria.address + picture.url)).status).toBe(200);

  const original = await fetch(`${galeria.address}/media/${item.id}/original`);
  expect(original.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
});

test('a file whose content does not match its signature fails with a code', async () => {
  const pdf = await makers.pdf!();
  const item = await upload('half.pdf', pdf.subarray(0, 300));
  expect(item).toMatchObject({ status: 'failed', failure: { code: 'corrupt' }, renditions: [] });
});

test('the page shows the first page of a PDF and only the text of HTML', async () => {
  const { page, errors } = await visit(browser, galeria.address);
  await page.getByRole('link', { name: 'Open documento.pdf' }).click();
  await isPainted(page, '.stage');
  const panel = page.locator('.panel');
  for (const fact of ['Relatório da maré', 'Ana Souza', '2 · 210 × 297 mm']) {
    await panel.getByText(fact, { exact: true }).waitFor();
  }
  await panel.getByText('O mar subiu três metros.').waitFor();
  await page.keyboard.press('Escape');

  const html = Buffer.from('<!doctype html><p>&lt;img src=x onerror=alert(1)&gt; só palavras</p>');
  const item = await upload('falso.html', html);
  await page.goto(`${galeria.address}/`);
  const tile = page.locator(`li[data-id="${item.id}"]`);
  await tile.getByText('<img src=x onerror=alert(1)> só palavras').waitFor();
  await tile.click();
  const whole = panel.getByRole('link', { name: 'Read the text' });
  const text = item.renditions.find(({ name }) => name === 'text.v3.txt')!;
  expect((await whole.getAttribute('href'))?.split('?')[0]).toBe(text.url.split('?')[0]);
  await page.locator('.stage').getByText('<img src=x onerror=alert(1)> só palavras').waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test('a document is found by title, author, keywords and content', async () => {
  const pdf = await upload('achado.pdf', await makers.pdf!());
  for (const words of ['relatorio mare', 'souza', 'subiu TRÊS metros']) {
    const answer = await fetch(`${galeria.address}/media?q=${encodeURIComponent(words)}`);
    const { items } = (await answer.json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toContain(pdf.id);
  }
});

test('a word on page 50 of a long document is found, with its place in the text', async () => {
  const page = (at: number) => `Página ${at}: ${'areia e vento '.repeat(200)}`;
  const pages = Array.from({ length: 100 }, (_, at) => page(at + 1));
  pages[49] += 'e um hipocampo dourado';
  const item = await upload('longo.txt', Buffer.from(pages.join('\n')));
  const found = await eventually(async () => {
    const answer = await fetch(`${galeria.address}/media?q=hipocampo`);
    const { items } = (await answer.json()) as { items: { id: string; snippet?: object }[] };
    return items[0];
  });
  expect(found).toMatchObject({
    id: item.id,
    snippet: {
      text: expect.stringContaining('hipocampo dourado'),
      marks: [[expect.any(Number), expect.any(Number)]],
    },
  });
  expect(found.snippet).not.toHaveProperty('page');
});

test('a word on the third page of a PDF is found with its page', async () => {
  const bytes = await pdf((document) => {
    document.text('areia').addPage().text('vento').addPage().text('um caranguejo azul');
  });
  const item = await upload('páginas.pdf', bytes);
  const found = await eventually(async () => {
    const answer = await fetch(`${galeria.address}/media?q=caranguejo`);
    const { items } = (await answer.json()) as { items: { id: string; snippet?: object }[] };
    return items[0]?.snippet && items[0];
  });
  expect(found).toMatchObject({ id: item.id, snippet: { page: 3 } });
  expect(found.snippet).toMatchObject({ text: expect.stringContaining('um caranguejo azul') });
});
