import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeSound, orchestral, speech, tune } from '@galeria/media/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { isPainted, visit } from './browser.ts';
import { openBrowserFixture } from './browser-fixture.ts';
import { type Galeria, sendFiles } from './galeria.ts';
import * as media from './media.ts';

const run = promisify(execFile);

let galeria: Galeria;
let browser: Browser;
let folder: string;
let close: () => Promise<unknown>;

beforeAll(async () => {
  ({ galeria, browser, folder, close } = await openBrowserFixture());
});
afterAll(() => close());

const flac = { encoder: 'flac', muxer: 'flac' };

/** Uploads a file and returns its item and the audio rendition as the edge serves it. */
async function songOf(path: string) {
  const [uploaded] = await galeria.upload(path);
  expect(uploaded).toMatchObject({ kind: 'audio' });
  const item = await galeria.settled(uploaded!.id);
  expect(item.status).toBe('ready');
  const { url, mimeType, size } = item.renditions.find(({ name }) => name.startsWith('song.'))!;
  expect(mimeType).toBe('audio/mp4');
  const address = new URL(url, galeria.address);
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  expect(bytes).toHaveLength(size);
  return { item, address, bytes };
}

/** Measures loudness with Debian's FFmpeg, as an independent meter. Undefined if not installed. */
async function measuredByDebian(path: string): Promise<number | undefined> {
  const said = await run('ffmpeg', [
    ...['-hide_banner', '-nostats', '-i', path, '-af', 'ebur128', '-f', 'null', '-'],
  ]).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  // The filter prints its summary last.
  return (
    said &&
    Number(
      said.stderr
        .match(/I: +(-?[\d.]+) LUFS/g)
        ?.at(-1)
        ?.match(/-?[\d.]+/)?.[0],
    )
  );
}

const hasDebian = await run('ffmpeg', ['-version']).then(
  () => true,
  () => false,
);
if (!hasDebian) process.stderr.write('ffmpeg is not installed: its measurements are skipped\n');
const withDebian = hasDebian ? test : test.skip;

describe('an independent meter confirms the target loudness of', () => {
  withDebian.each([
    ['a tune of three minutes', () => tune(44_100, 180)],
    ['like speech', () => speech(22_050, 45)],
    ['like an orchestra', () => orchestral(48_000, 60)],
  ])('%s', async (name, make) => {
    const path = join(folder, `${name}.flac`);
    encodeSound(make(), path, flac);
    const { bytes, item } = await songOf(path);
    expect(item.metadata).toMatchObject({ normalised: { limitedByPeak: false } });
    await writeFile(join(folder, 'song.m4a'), bytes);
    const loudness = await measuredByDebian(join(folder, 'song.m4a'));
    expect(Math.abs(loudness! + 16)).toBeLessThanOrEqual(0.5);
  });
});

test('a range of a song is served, so that a player can seek', async () => {
  const path = join(folder, 'short.flac');
  encodeSound(tune(44_100, 5), path, flac);
  const { address, bytes } = await songOf(path);
  const part = await fetch(address, { headers: { range: 'bytes=1000-1999' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${bytes.length}`);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1000, 2000))).toBe(true);
});

test('the page shows a song with its title, plays it and seeks', async () => {
  const path = join(folder, 'titled.flac');
  const tags = { title: 'Águas', artist: 'Tom', album: 'Matita', track: '2/10', date: '1973' };
  encodeSound(tune(44_100, 6, 2), path, { ...flac, tags });
  const { item } = await songOf(path);
  const found = await fetch(`${galeria.address}/media?kind=audio&q=aguas+matita+TOM`);
  expect(((await found.json()) as { items: unknown[] }).items).toMatchObject([{ id: item.id }]);
  const { page, errors } = await visit(browser, galeria.address);
  await isPainted(page, `li[data-id="${item.id}"] .tile`);
  const tile = page.locator(`li[data-id="${item.id}"]`);
  for (const said of ['Águas', 'Tom']) await tile.getByText(said, { exact: true }).waitFor();
  await tile.click();
  await page.locator('.facts', { hasText: 'Matita' }).waitFor();
  const sound = page.locator('audio');
  const ask = (name: 'duration' | 'currentTime') =>
    sound.evaluate((element: Record<string, number>, asked) => element[asked], name);
  await galeria.until(async () => Math.abs(((await ask('duration')) ?? 0) - 6) < 0.05);
  const wave = page.locator('.wave');
  const { width } = (await wave.boundingBox())!;
  await wave.click({ position: { x: width / 2, y: 10 } });
  await galeria.until(async () => Math.abs(((await ask('currentTime')) ?? 0) - 3) < 0.2);
  expect(errors).toEqual([]);
});

test('npm start -- song prints the loudness before and after', async () => {
  const home = await media.mediaFolder();
  const path = join(folder, 'sent.flac');
  encodeSound(tune(44_100, 3), path, { ...flac, tags: { title: 'Enviada' } });
  const { code, stdout } = await sendFiles(home, path);
  await rm(home, { recursive: true });
  expect(code).toBe(0);
  expect(stdout).toMatch(/title +Enviada/);
  expect(stdout).toMatch(/after +codec aac, .*integratedLufs -1[56]\.\d+/);
  expect(stdout).toMatch(/song\.v1\.m4a +\d/);
});
