import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DeriveImage, type Harness, openHarness } from '../races/harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** Larger than any part or buffer of the transfer. */
const song = Buffer.alloc(20 * 2 ** 20 + 7, 'galeria ');

/** Derives a rendition in a file, like a kind whose renditions are too large for memory. */
const leaveFile =
  (file: string): DeriveImage =>
  async ({ path }) => {
    await writeFile(join(dirname(path), 'song.m4a'), song);
    const renditions = [{ name: 'song.v1.m4a', mimeType: 'audio/mp4', body: { file } }];
    return { mimeType: 'image/jpeg', metadata: { format: 'jpeg' }, renditions };
  };

const stored = async (seed: number) => {
  const entry = await harness.accepted(seed);
  await harness.ship(entry);
  return entry.id;
};

test('a rendition in a file is published completely and is not overwritten', async () => {
  const id = await stored(7001);
  await harness.publish(id, 'song.v1.m4a');
  expect(await harness.process(id, { derive: leaveFile('song.m4a') })).toBe('done');
  // 412: an existing rendition is not overwritten.
  expect((await harness.rendition(id, 'song.v1.m4a')).bytes.toString()).toBe('x');

  const other = await stored(7002);
  expect(await harness.process(other, { derive: leaveFile('song.m4a') })).toBe('done');
  const { bytes, mimeType } = await harness.rendition(other, 'song.v1.m4a');
  expect(mimeType).toBe('audio/mp4');
  expect(bytes.equals(song)).toBe(true);
  expect((await harness.catalog.get(other))?.renditions).toEqual([
    { name: 'song.v1.m4a', mimeType: 'audio/mp4', size: song.length },
  ]);
});

test('a rendition file outside the source folder is refused', async () => {
  const id = await stored(7003);
  expect(await harness.process(id, { derive: leaveFile('/etc/hostname') })).toBe('retry later');
  expect((await harness.catalog.get(id))?.renditions).toEqual([]);
  expect((await harness.catalog.get(id))?.attempts.at(-1)).toMatchObject({ code: 'ENOENT' });
});
