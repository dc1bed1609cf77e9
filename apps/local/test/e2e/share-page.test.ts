import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { isPainted, visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import type { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let browser: Browser;
let close: () => Promise<unknown>;

beforeAll(async () => {
  ({ galeria, browser, close } = await openBrowserFixture());
});
afterAll(() => close());

const call = async (path: string, body?: object) => {
  const answer = await fetch(galeria.address + path, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the answer that it requests.
  return answer.json() as Promise<any>;
};

async function upload(name: string, bytes: Uint8Array): Promise<string> {
  const address = `${galeria.address}/uploads/${encodeURIComponent(name)}`;
  const answer = await fetch(address, { method: 'PUT', body: new Uint8Array(bytes) });
  const { uploads } = (await answer.json()) as { uploads: [{ id: string }] };
  return uploads[0].id;
}

const isReady = (id: string) =>
  eventually(async () => (await call(`/media/${id}`)).status === 'ready');

test('visitors see an album after its password, and nothing once the link has ended', async () => {
  const id = await upload('praia.jpg', await media.phonePhoto());
  await isReady(id);
  const link = await call('/shares', { ids: [id], title: 'Praias', password: 'areia' });
  const answer = await fetch(galeria.address + link.url);
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'/,
  );
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('x-robots-tag')).toContain('noindex');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');

  const { page, errors, origins } = await visit(browser, galeria.address + link.url);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('That is not the password.').waitFor();
  // Chromium reports the answer 403.
  expect(errors).toEqual([expect.stringContaining('403')]);
  await page.getByLabel('Password').fill('areia');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('heading', { name: 'Praias' }).waitFor();
  await isPainted(page, '.tile');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.locator('.tile').click();
  await isPainted(page, '.viewer .stage');
  expect(await page.getByRole('link', { name: 'Download original' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.locator('.viewer').waitFor({ state: 'hidden' });

  await fetch(`${galeria.address}/shares/${link.id}`, { method: 'DELETE' });
  const ended = await page.reload();
  expect(ended?.status()).toBe(404);
  await page.getByText('This link does not work').waitFor();
  expect([...origins]).toEqual([galeria.address]);
  expect(errors.filter((error) => !/40[34]/.test(error))).toEqual([]);
  await page.close();
});

test('guests send files in Portuguese, which appear in the album of the link', async () => {
  const album = await call('/albums', { name: 'Festa' });
  const link = await call('/shares', { type: 'drop', album: album.id, maxFiles: 1 });
  const { page, errors } = await visit(browser, galeria.address + link.url, 'pt-BR');
  await page.getByText('Arquivos restantes: 1').waitFor();
  const buffer = Buffer.from(await media.noise(302, 320, 240));
  const file = (name: string) => ({ name, mimeType: 'image/jpeg', buffer });
  await page.setInputFiles('input[type=file]', [file('one.jpg'), file('two.jpg')]);
  await page.getByText('Enviado', { exact: true }).waitFor();
  await page.locator('.sent').getByText('O link não aceita mais arquivos').waitFor();
  await eventually(async () => (await call(`/albums/${album.id}/items`)).items?.length === 1);
  expect(errors.filter((error) => !error.includes('409'))).toEqual([]);
  await page.close();
});
