import { encodeSound, tune } from '@galeria/media/testing';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import type { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let browser: Browser;
let close: () => Promise<unknown>;
let page: Page;
let errors: readonly string[];

const PHOTOS = 4;
const flac = { encoder: 'flac', muxer: 'flac' };

beforeAll(async () => {
  let folder: string;
  ({ galeria, browser, folder, close } = await openBrowserFixture());
  const photos = await Promise.all(
    Array.from({ length: PHOTOS }, async (_, at) =>
      media.save(
        folder,
        `2024-05-0${1 + (at >> 1)} photo-${at}.jpg`,
        await media.noise(800 + at, 90, 60),
      ),
    ),
  );
  const text = Buffer.from('A maré da manhã\fO hipocampo dourado\fFim');
  const songs = ['Um', 'Dois'].map((title, at) => {
    const path = `${folder}/${title}.flac`;
    encodeSound(tune(44_100, 2 + at), path, { ...flac, tags: { title, artist: 'Trio' } });
    return path;
  });
  const uploaded = await galeria.upload(
    ...photos,
    ...songs,
    await media.save(folder, 'livro.txt', text),
  );
  await Promise.all(uploaded.map(({ id }) => galeria.settled(id)));
  ({ page, errors } = await visit(browser, galeria.address));
  page.setDefaultTimeout(20_000);
  // High enough for all items, as those far from the window are not in the document.
  await page.setViewportSize({ width: 1280, height: 1600 });
});
afterAll(() => close());

const show = async (view: string) => {
  await page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();
};
const tiles = (count: number) =>
  eventually(async () => (await page.locator('.tiles > li').count()) === count || undefined);
const tile = (name: string) => page.locator('.tiles > li', { hasText: name });
const photo = (at: number) =>
  page.getByRole('link', { name: new RegExp(`Open 2024.*photo-${at}`) });
const bar = () => page.getByRole('toolbar', { name: 'Selection' });
const itemOf = async (at: number) => {
  const { items } = (await (await fetch(`${galeria.address}/media?kind=image`)).json()) as {
    items: {
      date: string;
      edited?: string[];
      tags?: string[];
      original: { filename: string };
    }[];
  };
  return items.find(({ original }) => original.filename.includes(`photo-${at}`))!;
};

test('the views show items by date, kind and mark, and say where one is in the title', async () => {
  await tiles(PHOTOS + 3);
  await page.getByRole('heading', { name: /1 May 2024/ }).waitFor();
  await show('Photos');
  await tiles(PHOTOS);
  expect(await page.title()).toBe('Photos · Galeria');
  await show('Documents');
  await tiles(1);
  await show('Favourites');
  await page.getByText('No favourites yet').waitFor();
  await show('Archive');
  await page.getByText('Nothing is archived').waitFor();
  await page.goBack();
  await page.goBack();
  await tiles(1);
  expect(errors).toEqual([]);
});

test('a selection by keyboard, Shift and day becomes favourites, with an undo', async () => {
  await show('Photos');
  await photo(3).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Select all of .*2 May 2024/ }).click();
  await page.getByText('2 selected').waitFor();
  await bar().getByRole('button', { name: 'Favourite' }).click();
  await page.getByText('Added to favourites: 2').waitFor();
  await show('Favourites');
  await tiles(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('No favourites yet').waitFor();
  expect(errors).toEqual([]);
});

test('tags and a date shift of a selection are kept by the server', async () => {
  await show('Photos');
  await photo(0).hover();
  await page.getByRole('button', { name: /Select .*photo-0/ }).click();
  await bar().getByRole('button', { name: 'Change tags' }).click();
  await page.getByLabel('Add tags').fill('praia, verão');
  await page.keyboard.press('Enter');
  await page.getByText('Tags changed: 1').waitFor();
  await page.getByRole('button', { name: /Select .*photo-0/ }).click();
  await bar().getByRole('button', { name: 'Shift the date' }).click();
  await page.getByLabel('Days').fill('-366');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: /1 May 2023/ }).waitFor();
  await page.goto(`${galeria.address}/?tag=praia`);
  await tiles(1);
  await page.getByRole('button', { name: 'Remove the filter praia' }).click();
  await tiles(PHOTOS + 3);
  expect(errors).toEqual([]);
});

test('Undo leaves the tags that an item had before, and restores its edited date', async () => {
  const undo = (notice: string) =>
    page.locator('.notice', { hasText: notice }).getByRole('button', { name: 'Undo' }).click();
  const before = await itemOf(0);
  expect(before).toMatchObject({ date: '2023-05-01T00:00:00', tags: ['praia', 'verão'] });
  await show('Photos');
  await photo(0).hover();
  await page.getByRole('button', { name: /Select .*photo-0/ }).click();
  await page.getByRole('button', { name: /Select .*photo-1/ }).click();
  await bar().getByRole('button', { name: 'Change tags' }).click();
  await page.getByLabel('Add tags').fill('praia');
  await page.keyboard.press('Enter');
  await page.getByText('Tags changed: 2').waitFor();
  expect((await itemOf(1)).tags).toEqual(['praia']);
  await undo('Tags changed: 2');
  await eventually(async () => !(await itemOf(1)).tags?.includes('praia') || undefined);
  expect((await itemOf(0)).tags).toEqual(before.tags);

  await photo(0).hover();
  await page.getByRole('button', { name: /Select .*photo-0/ }).click();
  await bar().getByRole('button', { name: 'Shift the date' }).click();
  await page.getByLabel('Days').fill('10');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: /11 May 2024/ }).waitFor();
  await undo('Dates shifted: 1');
  await page.getByRole('heading', { name: /11 May 2024/ }).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: /1 May 2023/ }).waitFor();
  expect((await itemOf(0)).date).toBe(before.date);
  expect(errors).toEqual([]);
});

test('an album is created, filled, arranged, renamed and deleted', async () => {
  await show('Photos');
  await photo(1).hover();
  await page.getByRole('button', { name: /Select .*photo-1/ }).click();
  await page.getByRole('button', { name: /Select .*photo-2/ }).click();
  await bar().getByRole('button', { name: 'Add to an album' }).click();
  await page.getByRole('button', { name: 'New album' }).click();
  await page.getByLabel('Name').fill('Ilha');
  await page.keyboard.press('Enter');
  await page.getByText('Added to the album: 2').waitFor();
  await show('Albums');
  await page.getByRole('link', { name: /Ilha/ }).click();
  await tiles(2);
  expect(await page.title()).toBe('Ilha · Galeria');

  const order = () =>
    page
      .locator('.tile')
      .evaluateAll((all: { textContent: string }[]) => all.map((one) => one.textContent));
  const before = await order();
  await page.locator('.tiles .pick').last().click({ force: true });
  await page.getByRole('button', { name: 'Move earlier' }).click();
  await eventually(async () => (await order())[0] === before[1] || undefined);
  await bar().getByRole('button', { name: 'Remove from this album' }).click();
  await tiles(1);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Name').fill('Ilhas');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ilhas' }).waitFor();
  await page.getByRole('button', { name: 'Delete the album' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the album' }).click();
  await page.getByText('No albums yet').waitFor();
  expect(errors).toEqual([]);
});

test('the bin restores items, deletes one for good, and is emptied', async () => {
  await show('Photos');
  await tiles(PHOTOS);
  await photo(3).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Delete');
  await page
    .locator('.notice', { hasText: 'was moved to the bin' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await photo(3).waitFor();
  await photo(3).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowRight');
  await bar().getByRole('button', { name: 'Delete' }).click();
  await tiles(PHOTOS - 2);
  await show('Bin');
  await tiles(2);
  await page.locator('.tiles .pick').first().click({ force: true });
  await bar().getByRole('button', { name: 'Restore' }).click();
  await tiles(1);
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Empty the bin' }).click();
  await page.getByText('The bin is empty').waitFor();
  await show('Photos');
  await tiles(PHOTOS - 1);
  expect(errors).toEqual([]);
});

test('the viewer edits an item, zooms, and shows its keys', async () => {
  await photo(1).click();
  const panel = page.locator('.panel');
  await panel.getByRole('button', { name: 'Edit' }).click();
  await panel.getByLabel('Title').fill('Pôr do sol');
  await panel.getByLabel('Description').fill('Na ponta da praia');
  await panel.getByLabel('Country').fill('Brasil');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByRole('heading', { name: 'Pôr do sol' }).waitFor();
  await panel.getByText('Na ponta da praia').waitFor();
  await panel.getByText('Brasil').waitFor();
  expect((await itemOf(1)).edited).not.toContain('date');
  await panel.getByRole('button', { name: '4 stars' }).click();
  await eventually(async () => {
    const answer = await fetch(`${galeria.address}/media?rating=4`);
    return ((await answer.json()) as { items: unknown[] }).items.length === 1 || undefined;
  });
  await page.keyboard.press('+');
  await page.locator('.stage[data-zoomed]').waitFor();
  await page.keyboard.press('0');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});

test('a song goes on while one browses, and the next one follows', async () => {
  await show('Songs');
  await page.getByRole('button', { name: 'Play Dois' }).click();
  const player = page.getByRole('region', { name: 'Player' });
  await player.getByRole('link', { name: /Dois/ }).waitFor();
  await show('Photos');
  await tiles(PHOTOS - 1);
  await player.getByRole('link', { name: /Um/ }).waitFor();
  await player.getByRole('button', { name: 'Queue' }).click();
  await page.getByRole('list', { name: 'Queue' }).getByText('Dois').waitFor();
  await player.getByRole('button', { name: 'Close the player' }).click();
  await player.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});

test('the text of a document is read page by page and searched', async () => {
  await show('Documents');
  await tile('livro.txt').getByRole('link').click();
  const panel = page.locator('.panel');
  await panel.getByRole('button', { name: 'Search in the text' }).click();
  await panel.getByText('Page 1 of 3').waitFor();
  await panel.getByRole('searchbox').fill('hipocampo');
  await panel.getByText('Page 2 of 3').waitFor();
  await panel.locator('mark', { hasText: 'hipocampo' }).waitFor();
  await panel.getByRole('button', { name: 'Next page' }).click();
  await panel.getByText('Fim').waitFor();
  await page.keyboard.press('Escape');
  expect(errors).toEqual([]);
});

test('suggestions become filter chips, and a new file that matches a search appears', async () => {
  await show('All');
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.fill('tri');
  await page.getByRole('option', { name: /Trio/ }).click();
  await page.waitForURL('**/?artist=Trio');
  await tiles(2);
  await page.getByRole('button', { name: 'Remove the filter Trio' }).click();
  await field.fill('novidade');
  await page.getByText('Nothing found for “novidade”').waitFor();
  const bytes = await media.noise(830, 60, 60);
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)]), 'novidade.jpg');
  await fetch(`${galeria.address}/uploads`, { method: 'POST', body });
  await page.getByRole('link', { name: /Open novidade/ }).waitFor();
  expect(errors).toEqual([]);
});

test('a file over the limit is refused before it is sent, without a retry', async () => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.evaluate(`(() => {
    const file = new File(['x'], 'huge.jpg', { type: 'image/jpeg' });
    Object.defineProperty(file, 'size', { value: 300 * 2 ** 20 });
    const input = document.querySelector('#files');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change'));
    delete input.files;
  })()`);
  const row = page.locator('.row.failed', { hasText: 'huge.jpg' });
  await row.getByText('The file is larger than the limit').waitFor();
  expect(await row.getByRole('button', { name: /Try again/ }).count()).toBe(0);
  expect(sent).toEqual([]);
});

test('a dropped folder is uploaded whole, and 2,000 files keep few rows in the document', async () => {
  const jpegs = await Promise.all([831, 832].map((seed) => media.noise(seed, 40, 40)));
  await page.evaluate(`(() => {
    const jpegs = ${JSON.stringify(jpegs.map((jpeg) => [...jpeg]))};
    const entryOf = (name, bytes) => ({
      name, isFile: true, isDirectory: false,
      file: (resolve) => resolve(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })),
    });
    const children = [entryOf('pasta-1.jpg', jpegs[0]), entryOf('.DS_Store', [1]), entryOf('pasta-2.jpg', jpegs[1])];
    const folder = {
      name: 'pasta', isFile: false, isDirectory: true,
      createReader: () => ({ readEntries: (resolve) => resolve(children.splice(0)) }),
    };
    const event = new Event('drop', { bubbles: true, cancelable: true });
    event.dataTransfer = { types: ['Files'], files: [], items: [{ webkitGetAsEntry: () => folder }] };
    document.body.dispatchEvent(event);
  })()`);
  await page.getByText(/^2 of 3 ready/).waitFor();

  // None of them is sent: the page is offline.
  await page.context().setOffline(true);
  await page.getByText('No connection. The page goes on by itself.').waitFor();
  await page.evaluate(`(() => {
    const input = document.querySelector('#files');
    const value = Array.from({ length: 2000 }, (_, at) => new File(['x'], at + '.jpg'));
    Object.defineProperty(input, 'files', { value, configurable: true });
    input.dispatchEvent(new Event('change'));
    delete input.files;
  })()`);
  await page.getByText(/^2 of 2003 ready/).waitFor();
  expect(await page.locator('.row').count()).toBeLessThan(40);
  await page.getByRole('button', { name: 'Pause all' }).click();
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await page.getByText(/^2 of 3 ready/).waitFor();
  await page.context().setOffline(false);
  await page.getByText('No connection').waitFor({ state: 'detached' });
});

const VIEWS = ['', '?view=songs', '?view=albums', '?view=bin', '?q=trio', '?q=nowhere'];

test.each(['light', 'dark'] as const)(
  'no view breaks a rule of WCAG 2.2 AA in the %s scheme',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = async (name: string) => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<{
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      }>(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
      );
      return violations.map(({ id, nodes }) => [
        name,
        id,
        nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
      ]);
    };
    const found: unknown[] = [];
    for (const view of VIEWS) {
      await page.goto(`${galeria.address}/${view}`);
      await page.locator('.tile, .song-row, .empty-state').first().waitFor();
      found.push(...(await check(view)));
    }
    await page.goto(galeria.address);
    await page.locator('.tile.ready.image').first().click();
    await page.locator('.panel .history').waitFor();
    found.push(...(await check('viewer')));
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    found.push(...(await check('shortcuts')));
    expect(found).toEqual([]);
  },
);

test('a search hit on a phone opens at its top, and its picture is on screen when the phone is turned', async () => {
  await page.goto(`${galeria.address}/?q=photo-1`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.tile.ready').click();
  const picture = page.locator('.stage > .picture');
  await picture.waitFor();
  const isOnScreen = async () => {
    const box = (await picture.boundingBox())!;
    const { height } = page.viewportSize()!;
    return (box.y >= 0 && box.y + box.height <= height) || undefined;
  };
  await eventually(isOnScreen);
  await page.setViewportSize({ width: 844, height: 390 });
  await eventually(isOnScreen);
});
