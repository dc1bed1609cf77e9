import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit } from './browser.ts';
import { Galeria } from './galeria.ts';

let galeria: Galeria;
let browser: Browser;

beforeAll(async () => {
  [galeria, browser] = await Promise.all([Galeria.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await galeria.remove();
});

test('/docs shows every operation of the API, offline and under its content security policy', async () => {
  const { page, errors, origins } = await visit(browser, `${galeria.address}/docs`);
  for (const summary of [
    'Upload one or many files',
    'List or search items',
    'Process failed items again',
  ]) {
    await page.getByText(summary).waitFor();
  }
  await page.getByText('Get an item with its attempts and uploads').click();
  await page
    .getByText("SHA-256 of the original's bytes, in lower-case hexadecimal")
    .first()
    .waitFor();
  // The examples of the success response and of a problem.
  await page.getByText('praia.jpg').first().waitFor();
  await page.getByText('urn:galeria:problem:not-found').first().waitFor();
  if (process.env.GALERIA_SCREENSHOT)
    await page.screenshot({ path: process.env.GALERIA_SCREENSHOT });
  expect(errors).toEqual([]);
  expect([...origins]).toEqual([galeria.address]);
});
