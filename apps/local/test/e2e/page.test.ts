import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { drop, isPainted, visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import type { Galeria } from './galeria.ts';
import * as media from './media.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

let galeria: Galeria;
let browser: Browser;
let folder: string;
let close: () => Promise<unknown>;

beforeAll(async () => {
  ({ galeria, browser, folder, close } = await openBrowserFixture());
});
afterAll(() => close());

test('the page runs only its own code and is revalidated on each request', async () => {
  const answer = await fetch(galeria.address);
  const html = await answer.text();
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-cache',
    'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers.get('etag')).toBeNull();
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  expect(assets).toHaveLength(4);
  for (const path of assets) {
    const asset = await fetch(galeria.address + path);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  expect((await fetch(`${galeria.address}/assets/other.js`)).status).toBe(404);
});

test('a photo can be uploaded, viewed, browsed to and deleted', async () => {
  const photo = await media.save(folder, 'Férias 写真.jpg', await media.phonePhoto());
  const other = await media.save(folder, 'other.jpg', await media.noise(301, 640, 480));
  const { page, errors, origins } = await visit(browser, galeria.address);
  await page.getByText('Nothing here yet').waitFor();

  await page.setInputFiles('input[type=file]', [photo]);
  await isPainted(page, '.tile.ready');
  await page.getByText('1 of 1 ready').waitFor();
  await page.setInputFiles('input[type=file]', [other, photo]);
  await page.locator('.tile.ready').nth(1).waitFor();
  await page.getByText('Already in the gallery').waitFor();

  await page.getByRole('link', { name: /Open Férias 写真\.jpg, 6 May 2024/ }).click();
  await isPainted(page, '.stage');
  const panel = page.locator('.panel');
  for (const fact of [
    'Fabricante Telefone 7',
    '1/125 s',
    '-23.55000, -46.63333',
    '07:08:09 UTC+02:00',
  ]) {
    await panel.getByText(fact).waitFor();
  }
  expect(await panel.getByRole('link', { name: 'Download original' }).getAttribute('href')).toMatch(
    /^\/media\/[0-9a-f]{64}\/original$/,
  );
  await page.keyboard.press('ArrowLeft');
  await panel.getByRole('heading', { name: 'other.jpg' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.detail').waitFor({ state: 'hidden' });
  const opened = page.getByRole('link', { name: 'Open other.jpg' });
  await opened.and(page.locator(':focus')).waitFor();

  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await opened.waitFor({ state: 'hidden' });
  await page.getByText('other.jpg was moved to the bin').waitFor();
  await panel.getByRole('heading', { name: 'Férias 写真.jpg' }).waitFor();
  const { items } = (await (await fetch(`${galeria.address}/media`)).json()) as {
    items: unknown[];
  };
  expect(items).toHaveLength(1);
  expect(errors).toEqual([]);
  expect([...origins].filter((origin) => origin !== 'null')).toEqual([galeria.address]);
  await page.close();
});

test('what others upload and delete appears and disappears by itself', async () => {
  const { page, errors } = await visit(browser, galeria.address);
  await page.locator('.tile.ready').first().waitFor();
  const file = await media.save(folder, 'elsewhere.jpg', await media.noise(302, 640, 480));
  const [uploaded] = await galeria.upload(file);
  const tile = page.getByRole('link', { name: 'Open elsewhere.jpg' });
  await tile.and(page.locator('.ready')).waitFor();
  await fetch(`${galeria.address}/media/${uploaded!.id}`, { method: 'DELETE' });
  await tile.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await page.close();
});

test('a search updates the URL and shows its results or an empty state', async () => {
  const { page, errors } = await visit(browser, galeria.address);
  await page.locator('.tile.ready').first().waitFor();
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.fill('telef FABR');
  await page.waitForURL('**/?q=telef+FABR');
  await page.locator('.tile.ready').first().waitFor();
  await page.reload();
  await page.getByRole('link', { name: /Open Férias 写真/ }).click();
  await page.locator('.panel').getByRole('heading', { name: 'Férias 写真.jpg' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/?q=telef+FABR');

  await field.fill('<b>nowhere');
  await page.getByRole('heading', { name: 'Nothing found for “<b>nowhere”' }).waitFor();
  expect(await page.locator('.tile').count()).toBe(0);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.locator('.tile.ready').first().waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(await page.getByText('Nothing found').isVisible()).toBe(false);
  await page.goBack();
  await page.getByText('Nothing found').waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test('a corrupt dropped file shows its failure, and no retry is offered', async () => {
  const { page, errors } = await visit(browser, galeria.address, 'pt-BR');
  await drop(page, 'half.jpg', await media.corrupt());
  const row = page.locator('.row.failed', { hasText: 'half.jpg' });
  await row.getByText('O arquivo está danificado').waitFor();
  await row.locator('code', { hasText: 'corrupt' }).waitFor();

  // Another attempt would end the same way.
  await page.locator('.tile.failed', { hasText: 'O arquivo está danificado' }).click();
  const attempts = page.locator('.history li', { hasText: 'Processado' });
  await attempts.first().waitFor({ state: 'attached' });
  expect(await page.getByRole('button', { name: 'Processar de novo' }).count()).toBe(0);
  expect(errors).toEqual([]);
  await page.close();
});

test('a failure that may pass is retried, and the focus stays in the viewer', async () => {
  const { items } = (await (await fetch(`${galeria.address}/media?status=failed`)).json()) as {
    items: { id: string }[];
  };
  const { page } = await visit(browser, 'about:blank');
  await page.route(/\/media/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    await route.fulfill({
      response: answer,
      body: body.replaceAll('"code":"corrupt"', '"code":"retries-exhausted"'),
    });
  });
  await page.goto(`${galeria.address}/#${items[0]!.id}`);
  const attempts = page.locator('.history li', { hasText: 'Processed' });
  await attempts.first().waitFor({ state: 'attached' });
  const before = await attempts.count();
  await page.locator('.panel').getByRole('button', { name: 'Process again' }).click();
  await attempts.nth(before).waitFor({ state: 'attached' });
  expect(await page.evaluate('document.activeElement.closest(".detail") !== null')).toBe(true);
  // A request that is still answered ends with the page.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
});

test('the page asks for a required API key and keeps it in its tab', async () => {
  const env = { ...process.env, GALERIA_HOME: galeria.home, NODE_OPTIONS: '' };
  const add = [cli, 'keys', 'add', 'page', '--scopes', 'upload,read'];
  const { stdout: token } = await promisify(execFile)(process.execPath, add, { env });
  const addSender = [cli, 'keys', 'add', 'sender', '--scopes', 'upload'];
  const { stdout: sender } = await promisify(execFile)(process.execPath, addSender, { env });
  const addOwner = [cli, 'keys', 'add', 'owner', '--scopes', 'upload,read,manage'];
  const { stdout: owner } = await promisify(execFile)(process.execPath, addOwner, { env });
  // Keys are read at start and once a minute.
  await galeria.stop();
  await galeria.start();
  const { page } = await visit(browser, galeria.address);
  const dialog = page.getByRole('dialog', { name: 'This gallery requires an API key' });
  await dialog.getByLabel('API key').fill('gal_ключ');
  await dialog.getByRole('button').click();
  await dialog
    .getByText('A key has letters, digits and signs of the Latin alphabet only.')
    .waitFor();
  await dialog.getByLabel('API key').fill(`gal_${'x'.repeat(43)}`);
  await dialog.getByRole('button').click();
  await dialog.getByText('The key is not valid.').waitFor();
  await dialog.getByLabel('API key').fill(token.trim());
  await page.keyboard.press('Enter');
  await isPainted(page, '.tile.ready');
  // The page reads the scopes of each key that is entered: this one lacks `manage`.
  const deleteIn = async (of: Page) => {
    await of.locator('.tiles .pick').first().click({ force: true });
    const bar = of.getByRole('toolbar', { name: 'Selection' });
    await bar.getByText('1 selected').waitFor();
    return bar.getByRole('button', { name: 'Delete' });
  };
  await (await deleteIn(page)).waitFor({ state: 'detached' });

  const signed = await page.locator('.tile.ready img').first().evaluate(srcOf);
  const unsigned = signed.split('?')[0]!;
  const status = async (url: string, headers = {}) => (await fetch(url, { headers })).status;
  const read = { authorization: `Bearer ${token.trim()}` };
  expect(await status(signed)).toBe(200);
  expect(await status(unsigned, read)).toBe(200);
  const refused = await fetch(unsigned);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'access-denied' });
  expect(await status(outdate(signed))).toBe(403);

  // A listing whose addresses have ended meanwhile: the page asks for new ones.
  const listing = (url: URL) => url.pathname === '/media';
  await page.route(listing, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: outdate(await answer.text()) });
  });
  const denied = page.waitForResponse(
    (answer) => answer.url().includes('/r/') && answer.status() === 403,
  );
  await page.reload();
  await denied;
  await isPainted(page, '.tile.ready');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await page.locator('.tile.ready').first().click();
  const name = await page.locator('#detail-name').textContent();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download original' }).click();
  expect((await download).suggestedFilename()).toBe(name);
  // This key lacks the scope `manage`.
  expect(await page.locator('.panel').getByRole('button', { name: 'Delete' }).count()).toBe(0);
  await page.close();

  const { page: own } = await visit(browser, galeria.address);
  const question = own.getByRole('dialog');
  await question.getByLabel('API key').fill(`gal_${'x'.repeat(43)}`);
  await own.keyboard.press('Enter');
  await question.getByText('The key is not valid.').waitFor();
  await question.getByLabel('API key').fill(owner.trim());
  await own.keyboard.press('Enter');
  await isPainted(own, '.tile.ready');
  await (await deleteIn(own)).waitFor();
  await own.close();

  // A key that uploads alone: its files end as received, as it cannot see them.
  const { page: other } = await visit(browser, galeria.address);
  await other.getByRole('dialog').getByLabel('API key').fill(sender.trim());
  await other.keyboard.press('Enter');
  await other.getByRole('heading', { name: 'This key uploads only' }).waitFor();
  const sent = await media.save(folder, 'sent.jpg', await media.noise(303));
  await other.setInputFiles('#files', [sent]);
  await other.locator('.row.done', { hasText: 'Received' }).waitFor();
  await other.close();

  await promisify(execFile)(process.execPath, [cli, 'keys', 'revoke', 'page'], { env });
  await galeria.stop();
  await galeria.start();
  const now = unsigned.replace(/^http:..[^/]+/, galeria.address);
  expect(await status(now, read)).toBe(403);
});

const srcOf = (image: { currentSrc: string }) => image.currentSrc;

/** Puts another expiry into the signed policies of a text. */
const outdate = (text: string) =>
  text.replaceAll(/Policy=([^&]+)/g, (_, policy: string) => {
    const json = atob(policy.replaceAll('_', '='));
    return `Policy=${btoa(json.replace(/\d{10}(?=\})/, '1000000000')).replaceAll('=', '_')}`;
  });
