import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, visit } from './browser.ts';
import { openSyntheticGallery } from './synthetic-gallery.ts';

const ITEMS = 100_000;

let browser: Browser;
let gallery: Awaited<ReturnType<typeof openSyntheticGallery>>;
let page: Page;

beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchBrowser(), openSyntheticGallery(ITEMS)]);
  ({ page } = await visit(browser, gallery.address));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('.tile .loaded').first().waitFor();
});
afterAll(async () => {
  await browser.close();
  gallery.close();
});

const nodes = () => page.evaluate<number>('document.querySelectorAll("*").length');
const topDay = () =>
  page.evaluate<string>(
    `[...document.querySelectorAll('.day-head h2')].find((head) => head.getBoundingClientRect().bottom > 60)?.textContent ?? ''`,
  );
const isLoaded = (count: number) =>
  eventually(async () => (await page.locator('.tile .loaded').count()) >= count || undefined);

test('100,000 items keep less than 1,500 nodes in the document, at the beginning and at the end', async () => {
  expect(await nodes()).toBeLessThan(1_500);
  await page.keyboard.press('End');
  await page.getByRole('link', { name: `Open IMG_${ITEMS - 1}.jpg` }).waitFor();
  await isLoaded(5);
  expect(await nodes()).toBeLessThan(1_500);
});

test('End pressed repeatedly always shows the last items', async () => {
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
  }
  await page.getByRole('link', { name: `Open IMG_${ITEMS - 1}.jpg` }).waitFor();
});

test('the strip at the edge jumps to any month by pointer and by keys', async () => {
  const strip = page.getByRole('slider', { name: 'Jump to a month' });
  const { x, y, height } = (await strip.boundingBox())!;
  await page.mouse.click(x + 5, y + height / 2);
  await eventually(async () => (await topDay()).includes('2023') || undefined);
  await isLoaded(5);
  await strip.focus();
  const before = await strip.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowDown');
  await eventually(
    async () => (await strip.getAttribute('aria-valuetext')) !== before || undefined,
  );
  await isLoaded(5);
});

test('a reload and the Back button keep the place, and a deep link has neighbours', async () => {
  const first = page.locator('.tile .loaded').nth(8);
  const id = await first.evaluate(
    (element: { closest(s: string): { dataset: { id: string } } }) =>
      element.closest('[data-id]').dataset.id,
  );
  const seen = page.locator(`[data-id="${id}"]`);
  const { y: before } = (await seen.boundingBox())!;
  // The place is saved a moment after the last scroll.
  await eventually(async () => (await page.evaluate('history.state?.anchor')) || undefined);
  await page.waitForTimeout(500);
  await page.reload();
  await seen.waitFor();
  await eventually(async () => Math.abs((await seen.boundingBox())!.y - before) < 5 || undefined);

  await page.getByRole('link', { name: 'Photos', exact: true }).click();
  await page.getByRole('link', { name: 'Open IMG_0.jpg' }).waitFor();
  await page.goBack();
  await seen.waitFor();
  await eventually(async () => Math.abs((await seen.boundingBox())!.y - before) < 5 || undefined);

  const index = 50_019;
  await page.goto(`${gallery.address}/#${index.toString(16).padStart(64, '0')}`);
  await page.reload();
  await page.getByRole('heading', { name: `IMG_${index}.jpg` }).waitFor();
  await eventually(async () => (await page.title()) === `IMG_${index}.jpg · Galeria` || undefined);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: `IMG_${index + 1}.jpg` }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: `IMG_${index - 1}.jpg` }).waitFor();
  // Closing shows the item in its place in the listing, with the focus.
  await page.keyboard.press('Escape');
  const link = page.getByRole('link', { name: `Open IMG_${index - 1}.jpg` });
  await link.and(page.locator(':focus')).waitFor();
});
