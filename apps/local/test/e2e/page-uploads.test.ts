import { randomBytes } from 'node:crypto';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import type { Galeria } from './galeria.ts';
import * as media from './media.ts';
import { openProxy } from './proxy.ts';

const SIZE = 12_000_000;

let galeria: Galeria;
let browser: Browser;
let folder: string;
let close: () => Promise<unknown>;
let file: string;

beforeAll(async () => {
  ({ galeria, browser, folder, close } = await openBrowserFixture());
});
afterAll(() => close());

/** A picture with random bytes after its end, which decoders ignore. */
beforeEach(async () => {
  const jpeg = await media.noise(900);
  const bytes = Buffer.concat([jpeg, randomBytes(SIZE - jpeg.length)]);
  file = await media.save(folder, 'large.jpg', bytes);
});

/** Returns a function that limits the page's rate of upload, in bytes a second. */
async function openNetwork(page: Page) {
  const session = await page.context().newCDPSession(page);
  return (uploadThroughput = -1) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
}

const unfinishedBytes = async (): Promise<number> => {
  const { spool } = (await (await fetch(`${galeria.address}/readyz`)).json()) as {
    spool: { unfinishedBytes: number };
  };
  return spool.unfinishedBytes;
};

/** Picks the file, and waits until the server has a part of it. */
async function beginUpload(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]', [file]);
  await eventually(async () => (await unfinishedBytes()) > SIZE / 10);
}

test('a large upload whose connections are cut goes on and ends ready', async () => {
  const proxy = await openProxy(galeria.address);
  const { page } = await visit(browser, proxy.address);
  const throttle = await openNetwork(page);
  await throttle(SIZE / 4);
  await beginUpload(page);
  proxy.cut();
  await page.getByText('The connection was lost; trying again …').waitFor();
  // Longer than the first pauses, so that several attempts fail.
  await page.waitForTimeout(2_000);
  expect(await page.locator('.row.failed').count()).toBe(0);
  const continued = page.waitForRequest((request) => request.method() === 'PATCH');
  proxy.mend();
  await throttle();
  expect(Number((await continued).headers()['upload-offset'])).toBeGreaterThan(0);
  await page.getByText('1 of 1 ready').waitFor();
  await page.close();
  proxy.close();
});

test('a large upload can be paused and resumed', async () => {
  const { page, errors } = await visit(browser, galeria.address);
  const throttle = await openNetwork(page);
  await throttle(SIZE / 4);
  await beginUpload(page);
  await page.getByRole('button', { name: 'Pause: large.jpg' }).click();
  await page.getByText(/^Paused at \d+/).waitFor();
  await throttle();
  expect(await unfinishedBytes()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Resume: large.jpg' }).click();
  await page.getByText('1 of 1 ready').waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test('after a reload, the same file goes on where it stopped', async () => {
  const { page } = await visit(browser, galeria.address);
  const throttle = await openNetwork(page);
  await throttle(SIZE / 4);
  await beginUpload(page);
  const question = page.waitForEvent('dialog');
  const reloaded = page.reload();
  await (await question).accept();
  await reloaded;
  await page.getByText('Not uploaded completely: large.jpg').waitFor();
  await throttle();
  const patched = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.setInputFiles('input[type=file]', [file]);
  expect(Number((await patched).headers()['upload-offset'])).toBeGreaterThan(0);
  await page.getByText('1 of 1 ready').waitFor();
  await page.close();
});

test('a cancelled upload leaves the tray and the server', async () => {
  const { page, errors } = await visit(browser, galeria.address);
  const throttle = await openNetwork(page);
  await throttle(SIZE / 4);
  await beginUpload(page);
  await page.getByRole('button', { name: 'Cancel: large.jpg' }).click();
  await page.locator('.tray').waitFor({ state: 'hidden' });
  await eventually(async () => (await unfinishedBytes()) === 0);
  expect(errors).toEqual([]);
  await page.close();
});

test('refused files are sent again together', async () => {
  const { page } = await visit(browser, galeria.address);
  let isFull = true;
  await page.route('**/uploads', async (route) => {
    if (!isFull) return route.continue();
    await route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'scope-missing',
        title: 'The API key lacks the required scope',
      }),
    });
  });
  const files = [
    await media.save(folder, 'one.jpg', await media.noise(901)),
    await media.save(folder, 'two.jpg', await media.noise(902)),
  ];
  await page.setInputFiles('input[type=file]', files);
  await page.locator('.row.failed').nth(1).waitFor();
  isFull = false;
  await page.getByRole('button', { name: 'Try all again' }).click();
  await page.getByText('2 of 2 ready').waitFor();
  await page.close();
});
