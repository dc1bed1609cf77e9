import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Derive } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type House, openHouse } from '../races/house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Larger than any part or buffer on the way. */
const song = Buffer.alloc(20 * 2 ** 20 + 7, 'galeria ');

/** What a kind does whose renditions are too large to hold. */
const leaveFile =
  (file: string): Derive =>
  async ({ path }) => {
    await writeFile(join(dirname(path), 'song.m4a'), song);
    const renditions = [{ name: 'song.v1.m4a', mimeType: 'audio/mp4', body: { file } }];
    return { mimeType: 'audio/flac', metadata: {}, renditions };
  };

const stored = async (seed: number) => {
  const entry = await house.accepted(seed);
  await house.ship(entry);
  return entry.id;
};

test('a rendition in a file is published whole, and published again it stays as it is', async () => {
  const id = await stored(7001);
  await house.publish(id, 'song.v1.m4a');
  expect(await house.process(id, { derive: leaveFile('song.m4a') })).toBe('done');
  // 412: what lies there already is not written over.
  expect((await house.rendition(id, 'song.v1.m4a')).bytes.toString()).toBe('x');

  const other = await stored(7002);
  expect(await house.process(other, { derive: leaveFile('song.m4a') })).toBe('done');
  const { bytes, mimeType } = await house.rendition(other, 'song.v1.m4a');
  expect(mimeType).toBe('audio/mp4');
  expect(bytes.equals(song)).toBe(true);
  expect((await house.catalog.get(other))?.renditions).toEqual([
    { name: 'song.v1.m4a', mimeType: 'audio/mp4', size: song.length },
  ]);
});

test('a file is looked for beside the source and nowhere else', async () => {
  const id = await stored(7003);
  expect(await house.process(id, { derive: leaveFile('/etc/hostname') })).toBe('given back');
  expect((await house.catalog.get(id))?.renditions).toEqual([]);
  expect((await house.catalog.get(id))?.attempts.at(-1)).toMatchObject({ code: 'ENOENT' });
});
