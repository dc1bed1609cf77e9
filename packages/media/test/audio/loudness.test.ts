import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeAndMeasure } from '../../src/audio/measure/recording.ts';
import { encodings } from '../../src/audio/recipe.ts';
import { soundFolder, wav, write } from './songs.ts';
import { amplitude, type Sound, sine, sound } from './sound.ts';

const { sin, PI } = Math;

let folder: string;
beforeAll(async () => {
  folder = await soundFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const RATE = 48_000;

async function loudnessOf(signal: Sound) {
  const path = write(folder, 'signal.wav', signal, wav);
  return (await decodeAndMeasure(path, encodings.aac)).loudness;
}

// EBU Tech 3341 (2023), table 1: a sine of 1 kHz in both channels, by its peak level.
describe.each([
  ['1', [[-23, 20]], -23],
  ['2', [[-33, 20]], -33],
  [
    '3',
    [
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ],
    -23,
  ],
  [
    '4',
    [
      [-72, 10],
      [-36, 10],
      [-23, 60],
      [-36, 10],
      [-72, 10],
    ],
    -23,
  ],
  [
    '5',
    [
      [-26, 20],
      [-20, 20.1],
      [-26, 20],
    ],
    -23,
  ],
] as const)('Tech 3341, test signal %s', (_number, parts, expected) => {
  test(`has ${expected} LUFS`, async () => {
    const { integratedLufs } = await loudnessOf(sine(RATE, parts));
    expect(Math.abs(integratedLufs! - expected)).toBeLessThanOrEqual(0.1);
  });
});

test('Tech 3341, test signal 6: channels of 5.0 have their weights', async () => {
  const levels = [-28, -28, -24, -30, -30].map(amplitude);
  const surround = sound(
    RATE,
    20,
    5,
    (time, channel) => levels[channel]! * sin(2 * PI * 1000 * time),
  );
  // L, R, C and the side pair.
  const { integratedLufs } = await loudnessOf({ ...surround, mask: 0b11000000111n });
  expect(Math.abs(integratedLufs! + 23)).toBeLessThanOrEqual(0.1);
});

// The same, signals 15 to 19: the wave between the samples is higher than any of them.
test.each([
  [15, RATE / 4, 0, 0.5, -6],
  [16, RATE / 4, 45, 0.5, -6],
  [17, RATE / 6, 60, 0.5, -6],
  [18, RATE / 8, 67.5, 0.5, -6],
  [19, RATE / 4, 45, 1.41, 3],
])('Tech 3341, test signal %i: true peak', async (_number, hz, degrees, peak, expected) => {
  const phase = (degrees * Math.PI) / 180;
  const level = 20 * Math.log10(peak);
  const { truePeakDbtp } = await loudnessOf(sine(RATE, [[level, 5]], { hz, phase }));
  expect(Math.abs(truePeakDbtp! - expected)).toBeLessThanOrEqual(0.3);
});

// EBU Tech 3342 (2023), table 1.
test.each([
  [
    1,
    [
      [-20, 20],
      [-30, 20],
    ],
    10,
  ],
  [
    2,
    [
      [-20, 20],
      [-15, 20],
    ],
    5,
  ],
  [
    3,
    [
      [-40, 20],
      [-20, 20],
    ],
    20,
  ],
  [
    4,
    [
      [-50, 20],
      [-35, 20],
      [-20, 20],
      [-35, 20],
      [-50, 20],
    ],
    15,
  ],
] as const)('Tech 3342, test signal %i: loudness range', async (_number, parts, expected) => {
  const { rangeLu } = await loudnessOf(sine(RATE, parts));
  expect(Math.abs(rangeLu! - expected)).toBeLessThanOrEqual(0.1);
});

test('a peak in the last tenth of a second counts', async () => {
  const late = sound(RATE, 2.05, 2, (time) => (time > 2.04 ? 0.9 : 0.05) * sin(3000 * time));
  const { truePeakDbtp } = await loudnessOf(late);
  expect(truePeakDbtp).toBeGreaterThan(-1.2);
});
