import { readFile, rm } from 'node:fs/promises';
import { derive } from '@galeria/media/audio';
import { deriveBy } from '@galeria/media/audio/derive';
import { encodings, recipe } from '@galeria/media/audio/recipe';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deriveSong, fileOf, samplesIn, soundFolder, wav, write } from './songs.ts';
import { amplitude, orchestral, type Sound, sine, sound, speech, tune } from './sound.ts';

const { sin, max, min, PI } = Math;

let folder: string;
beforeAll(async () => {
  folder = await soundFolder();
});
afterAll(() => rm(folder, { recursive: true }));

interface Measured {
  integratedLufs?: number;
  truePeakDbtp?: number;
  sampleRate: number;
  channels: number;
}

async function normalised(original: Sound, name = 'original.wav') {
  const { metadata, note, renditions } = await deriveSong(
    write(folder, name, original, wav),
    derive,
  );
  const { before, after, normalised } = metadata as unknown as Record<
    'before' | 'after',
    Measured
  > & {
    normalised: { gainDb: number; limitedByPeak: boolean; dcOffset?: number[] };
  };
  const { samples, channels } = await samplesIn(fileOf({ renditions } as never));
  return { before, after, ...normalised, note, samples, channels };
}

describe('the target is reached', () => {
  test.each([
    ['a tune', tune(44_100, 15)],
    ['speech', speech(44_100, 15)],
    ['an orchestra', orchestral(44_100, 15)],
    ['very soft sound', sine(44_100, [[-50, 5]])],
  ])('by %s', async (_name, original) => {
    const { after, limitedByPeak } = await normalised(original);
    expect(limitedByPeak).toBe(false);
    expect(Math.abs(after.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
  });
});

test('a peak limits the gain, which is recorded; nothing is compressed', async () => {
  const click = sound(48_000, 10, 2, (time) => {
    const hum = 0.02 * sin(2 * PI * 440 * time);
    return time > 5 && time < 5.001 ? 0.9 : hum;
  });
  const { before, after, gainDb, limitedByPeak } = await normalised(click);
  expect(limitedByPeak).toBe(true);
  expect(gainDb).toBeCloseTo(-1 - before.truePeakDbtp!, 1);
  expect(after.integratedLufs).toBeCloseTo(before.integratedLufs! + gainDb, 0);
});

test('silence stays silent and has no loudness', async () => {
  const { before, after, gainDb, limitedByPeak, samples } = await normalised(
    sound(44_100, 2, 2, () => 0),
  );
  expect([gainDb, limitedByPeak]).toEqual([0, false]);
  expect(before).not.toHaveProperty('integratedLufs');
  expect(before).not.toHaveProperty('truePeakDbtp');
  expect(after).not.toHaveProperty('integratedLufs');
  expect(samples.every((sample) => Math.abs(sample) < 1e-4)).toBe(true);
});

test('a clip shorter than a gating block keeps its volume unless its peak exceeds the limit', async () => {
  const soft = await normalised(sine(48_000, [[-20, 0.3]]));
  expect(soft).toMatchObject({ gainDb: 0, limitedByPeak: false });
  expect(soft.before).not.toHaveProperty('integratedLufs');
  expect(soft.samples.length / soft.channels).toBe(0.3 * 48_000);
  const loud = await normalised(sine(48_000, [[0, 0.3]]));
  expect(loud).toMatchObject({ gainDb: expect.closeTo(-1, 1), limitedByPeak: true });
});

test('the DC offset of each channel is removed', async () => {
  const shifted = sound(44_100, 5, 2, (time, channel) => {
    return 0.3 * sin(2 * PI * 300 * time) + (channel === 0 ? 0.2 : -0.1);
  });
  const { dcOffset, after, samples } = await normalised(shifted);
  expect(dcOffset).toEqual([expect.closeTo(0.2, 3), expect.closeTo(-0.1, 3)]);
  expect(Math.abs(after.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
  for (const channel of [0, 1]) {
    const own = samples.filter((_sample, at) => at % 2 === channel);
    expect(Math.abs(own.reduce((sum, sample) => sum + sample, 0) / own.length)).toBeLessThan(0.002);
  }
});

test('clipped input is reduced to the target and not clipped again', async () => {
  const clipped = sound(44_100, 10, 2, (time) => max(-1, min(1, 4 * sin(2 * PI * 220 * time))));
  const { before, after, gainDb } = await normalised(clipped);
  expect(before.truePeakDbtp).toBeGreaterThan(0);
  expect(gainDb).toBeLessThan(-10);
  expect(Math.abs(after.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
  expect(after.truePeakDbtp).toBeLessThan(-1);
});

describe('sample rates', () => {
  test.each([
    [8_000, 8_000],
    [11_025, 11_025],
    [22_050, 22_050],
    [37_800, 32_000],
    [44_100, 44_100],
    [48_000, 48_000],
    [88_200, 44_100],
    [96_000, 48_000],
    [176_400, 44_100],
    [192_000, 48_000],
  ])('%i Hz becomes %i Hz, at the same length and loudness', async (rate, expected) => {
    const { before, after, samples, channels } = await normalised(
      sine(rate, [[-20, 3]], { hz: 997 }),
    );
    expect([before.sampleRate, after.sampleRate]).toEqual([rate, expected]);
    expect(Math.abs(samples.length / channels / expected - 3)).toBeLessThan(0.001);
    expect(Math.abs(after.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
  });
});

/**
 * Returns the level of a tone in one channel in the left and right output, relative to a tone in the
 * left channel.
 */
async function shares(channels: number, mask: bigint, channel: number): Promise<[number, number]> {
  const original = sound(48_000, 1, channels, (time, at) =>
    at === channel ? 0.25 * sin(2 * PI * 1000 * time) : 0,
  );
  const { samples, gainDb } = await normalised({ ...original, mask });
  const level = (side: 0 | 1) =>
    Math.max(...samples.filter((_sample, at) => at % 2 === side && at > 9600)) /
    (0.25 * amplitude(gainDb));
  return [level(0), level(1)];
}

// ITU-R BS.775-4, annex 4, table 2.
const HALF = Math.SQRT1_2;
const FIVE_ONE = 0b1111n | (0b11n << 9n);
const SEVEN_ONE = FIVE_ONE | (0b11n << 4n);
test.each([
  ['left', 6, FIVE_ONE, 0, [1, 0]],
  ['right', 6, FIVE_ONE, 1, [0, 1]],
  ['centre', 6, FIVE_ONE, 2, [HALF, HALF]],
  ['left surround', 6, FIVE_ONE, 4, [HALF, 0]],
  ['right surround', 6, FIVE_ONE, 5, [0, HALF]],
  ['left back of 7.1', 8, SEVEN_ONE, 4, [HALF, 0]],
  ['mono surround of 4.0', 4, 0b100000111n, 3, [0.5, 0.5]],
] as const)('%s is mixed by its coefficients', async (_name, channels, mask, channel, expected) => {
  const [left, right] = await shares(channels, mask, channel);
  expect(Math.abs(left - expected[0])).toBeLessThan(0.03);
  expect(Math.abs(right - expected[1])).toBeLessThan(0.03);
});

test('mono stays mono, and the LFE channel is omitted', async () => {
  expect((await normalised(sine(44_100, [[-20, 1]], { channels: 1 }))).after.channels).toBe(1);
  const low = sound(48_000, 2, 6, (time, channel) => (channel === 3 ? 0.5 * sin(300 * time) : 0));
  expect((await normalised({ ...low, mask: FIVE_ONE })).after).not.toHaveProperty('truePeakDbtp');
});

describe.each(Object.entries(encodings))('as %s', (_name, encoding) => {
  test('a song has the same number of samples as the recording', async () => {
    const original = tune(48_000, 5.4321);
    const path = write(folder, 'exact.wav', original, wav);
    const derivation = await deriveSong(path, deriveBy({ ...recipe, encoding }));
    const { samples, channels } = await samplesIn(fileOf(derivation));
    expect(samples.length / channels).toBe(original.channels[0]!.length);
    const { integratedLufs } = derivation.metadata.after as unknown as Measured;
    expect(Math.abs(integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
    // The samples are not shifted.
    const { gainDb } = derivation.metadata.normalised as { gainDb: number };
    const factor = amplitude(gainDb);
    const left = original.channels[0]!;
    const part = Array.from({ length: 48_000 }, (_sample, at) => 48_000 + at);
    const error = part.reduce(
      (sum, at) => sum + (samples[at * channels]! - left[at]! * factor) ** 2,
      0,
    );
    const power = part.reduce((sum, at) => sum + (left[at]! * factor) ** 2, 0);
    expect(10 * Math.log10(power / error)).toBeGreaterThan(15);
  });

  test('the same recording gives the same bytes', async () => {
    const path = write(folder, 'twice.wav', tune(44_100, 2), wav);
    const once = await readFile(fileOf(await deriveSong(path, deriveBy({ ...recipe, encoding }))));
    const again = await readFile(fileOf(await deriveSong(path, deriveBy({ ...recipe, encoding }))));
    expect(again.equals(once)).toBe(true);
  });
});
