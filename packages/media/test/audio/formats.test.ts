import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SNIFF_BYTES, sniff } from '@galeria/media';
import { derive } from '@galeria/media/audio';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { crafted } from './crafted.ts';
import { formats } from './samples.ts';
import { deriveSong, fileOf, samplesIn, soundFolder, write } from './songs.ts';
import { tune } from './sound.ts';

let folder: string;
const SECONDS = 1.5;
const RATE = 48_000;
const original = tune(RATE, SECONDS);

beforeAll(async () => {
  folder = await soundFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
  await file.close();
  return buffer.subarray(0, bytesRead);
}

describe.each(Object.entries(formats))('%s', (name, { mimeType, codec, ...encoding }) => {
  test('is recognised by its first bytes and gives a song of the same length', async () => {
    const path = write(folder, name, original, encoding);
    expect((await sniff(await firstBytes(path)))?.kind.name).toBe('audio');
    const derivation = await deriveSong(path, derive);
    expect(derivation).toMatchObject({
      mimeType,
      metadata: {
        before: { codec, sampleRate: RATE, channels: 2 },
        after: { codec: 'aac', sampleRate: RATE, channels: 2 },
        normalised: { limitedByPeak: expect.any(Boolean) },
      },
    });
    expect(derivation).not.toHaveProperty('note');
    const { channels, samples } = await samplesIn(fileOf(derivation));
    const heard = (derivation.metadata.durationMs as number) / 1000;
    expect(samples.length / channels / RATE).toBeCloseTo(heard, 2);
  });
});

describe.each(Object.entries(crafted))('%s', (name, { make, mimeType, codec, ...sound }) => {
  test('is recognised by its first bytes and gives a song of the same length', async () => {
    const path = join(folder, name);
    await writeFile(path, make());
    expect((await sniff(await firstBytes(path)))?.kind.name).toBe('audio');
    const derivation = await deriveSong(path, derive);
    expect(derivation).toMatchObject({
      mimeType,
      metadata: {
        durationMs: Math.round((sound.samples / sound.rate) * 1000),
        before: { codec, sampleRate: sound.rate, channels: sound.channels },
      },
    });
    expect(derivation).not.toHaveProperty('note');
  });
});
