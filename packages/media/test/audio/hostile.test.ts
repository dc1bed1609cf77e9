import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { derive } from '@galeria/media/audio';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cuts, TEST_MUTATIONS, TEST_STEP } from '../../fuzz/cuts.ts';
import { type Judge, openJudge } from '../../fuzz/judge.ts';
import { mutate } from '../../fuzz/mutate.ts';
import { seeded } from '../../fuzz/random.ts';
import { endOfAudio } from '../../src/audio/ffmpeg/end-of-audio.ts';
import { makers, SAMPLE_RATE } from './samples.ts';
import { deriveSong, soundFolder, wav, write } from './songs.ts';
import { tune } from './sound.ts';
import { withId3 } from './tagged.ts';

let judge: Judge;
let folder: string;
beforeAll(async () => {
  judge = await openJudge(derive);
  folder = await soundFolder();
});
afterAll(async () => {
  await judge.close();
  await rm(folder, { recursive: true });
});

const outcomeOf = async (file: Uint8Array) => (await judge.judge(file)).outcome;

/** `ready`, or a code: never an error that would be tried again, never a lost decoder. */
const REASONED =
  /^(?:ready|corrupt|format-unsupported|video-unsupported|too-long|too-large|too-slow|too-much-memory)$/;

describe('damaged files', () => {
  test.each(['mp3', 'alac.m4a', 'flac', 's24.wav', 'opus', 'webm'])(
    'a %s truncated at every fourth per cent is ready or fails with a code',
    async (name) => {
      const whole = await makers[name]!();
      expect(await outcomeOf(whole)).toBe('ready');
      for (const cut of cuts(whole, TEST_STEP)) {
        expect(await outcomeOf(cut)).toMatch(REASONED);
      }
      expect(await outcomeOf(whole)).toBe('ready');
    },
  );

  test('a hundred mutations are ready or fail with a code, and do not affect the next recording', async () => {
    const random = seeded(2026);
    const samples = await Promise.all(Object.values(makers).map((make) => make()));
    for (let index = 0; index < TEST_MUTATIONS; index++) {
      const file = mutate(random.pick(samples), random.pick(samples), random);
      expect(await outcomeOf(file)).toMatch(REASONED);
    }
    expect(await outcomeOf(samples[0]!)).toBe('ready');
  });
});

describe('an MP3 with data after its last frame', () => {
  const noise = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251));
  const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x41)]);
  const lyrics3 = Buffer.from('LYRICSBEGINLYR00005Words000025LYRICS200');
  // A picture of 200 kB, in which frames seem to begin.
  const picture = Buffer.concat([
    Buffer.from([0x0a, 0x0d, 0x03, 0, 0, 0, 0, 0]),
    Buffer.from('Cover Art (front)\0'),
    Buffer.alloc(200_010, Buffer.from([0xff, 0xfb, 0x90, 0, 7])),
  ]);
  const footer = Buffer.alloc(32);
  footer.write('APETAGEX');
  footer.writeUInt32LE(2000, 8);
  footer.writeUInt32LE(picture.length + 32, 12);
  footer.writeUInt32LE(1, 16);
  const ape = Buffer.concat([picture, footer]);

  test.each([
    ['one byte', Buffer.from([0])],
    ['zeros', Buffer.alloc(128)],
    ['a block of zeros', Buffer.alloc(60_000)],
    ['other bytes', noise],
    ['ID3v1', id3v1],
    ['Lyrics3', lyrics3],
    ['Lyrics3 and ID3v1', Buffer.concat([lyrics3, id3v1])],
    ['APE', ape],
    ['APE and ID3v1', Buffer.concat([ape, id3v1])],
    ['ID3v1 and zeros', Buffer.concat([id3v1, Buffer.alloc(500)])],
  ])('is whole and has no note: %s', async (_what, tail) => {
    const whole = await makers.mp3!();
    const path = join(folder, 'tail.mp3');
    await writeFile(path, whole);
    const { durationMs } = (await deriveSong(path, derive)).metadata;
    await writeFile(path, Buffer.concat([whole, tail]));
    const { metadata, note } = await deriveSong(path, derive);
    // FFmpeg keeps the encoder's padding of the last frame when the file is longer than its header says.
    expect(metadata.durationMs - durationMs).toBeGreaterThanOrEqual(0);
    expect(metadata.durationMs - durationMs).toBeLessThan(40);
    expect(note).toBeUndefined();
  });

  test('is whole if a tag of Lyrics3 begins before the file', async () => {
    const path = join(folder, 'lyrics.mp3');
    await writeFile(path, 'abcdLYRICS200');
    expect(endOfAudio(path)).toBe(13);
  });

  test('zeros in its middle are damage', async () => {
    const whole = await readFile(
      write(folder, 'long.mp3', tune(32_000, 3), { encoder: 'libmp3lame', muxer: 'mp3' }),
    );
    whole.fill(0, 18_000, 23_000);
    const path = join(folder, 'hole.mp3');
    await writeFile(path, whole);
    expect((await deriveSong(path, derive)).note).toMatchObject({ code: 'audio-damaged' });
  });
});

describe('files with invalid sizes', () => {
  test('a WAV of 1 kB that claims six hours is decoded as far as it goes', async () => {
    const whole = await makers['s16.wav']!();
    const head = whole.indexOf('data') + 8;
    const lying = Buffer.from(whole.subarray(0, head + 1000));
    lying.writeUInt32LE(6 * 3600 * SAMPLE_RATE * 4, head - 4);
    const path = join(folder, 'lying.wav');
    await writeFile(path, lying);
    expect(await deriveSong(path, derive)).toMatchObject({
      metadata: { durationMs: Math.round((1000 / 4 / SAMPLE_RATE) * 1000) },
    });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30])(
    'invalid samples are corrupt: %d',
    async (odd) => {
      const whole = await makers['f32.wav']!();
      whole.writeFloatLE(odd, whole.indexOf('data') + 8 + 400);
      expect(await outcomeOf(whole)).toBe('corrupt');
    },
  );

  test('half of a FLAC gives a song of half the length with a note', async () => {
    const path = write(folder, 'half.flac', tune(24_000, 8), { encoder: 'flac', muxer: 'flac' });
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const { metadata, note } = await deriveSong(path, derive);
    expect(metadata.durationMs).toBeGreaterThan(2000);
    expect(metadata.durationMs).toBeLessThan(6000);
    expect(note).toMatchObject({ code: 'audio-damaged' });
  });

  test('ID3 tags with a claimed cover of 200 MB and a real one of 30 MB are handled', async () => {
    const mp3 = await makers.mp3!();
    const huge = Buffer.alloc(30 * 2 ** 20, 0xff);
    expect(await outcomeOf(withId3(mp3, [['APIC', huge]]))).toBe('ready');
    const lying = withId3(mp3, [['APIC', Buffer.alloc(100)]]);
    lying.writeUInt32BE(0x5f7f7f7f, 14);
    expect(await outcomeOf(lying)).toMatch(REASONED);
  });

  test('cyclic chunks are ready or fail with a code', async () => {
    const whole = await makers['s16.wav']!();
    // A chunk of no length before the sound, and one whose length wraps around.
    for (const size of [0, 0xffff_fff8, 0xffff_ffff]) {
      const odd = Buffer.alloc(8);
      odd.write('junk');
      odd.writeUInt32LE(size, 4);
      const file = Buffer.concat([whole.subarray(0, 12), odd, whole.subarray(12)]);
      expect(await outcomeOf(file)).toMatch(REASONED);
    }
    const m4a = await makers.m4a!();
    const moov = m4a.indexOf('moov') - 4;
    const cyclic = Buffer.from(m4a);
    cyclic.writeUInt32BE(0, moov + 8);
    expect(await outcomeOf(cyclic)).toMatch(REASONED);
  });
});

describe('references to other files', () => {
  test.each([
    [
      'an HLS playlist',
      '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.wav\n#EXT-X-ENDLIST\n',
    ],
    ['a list to concatenate', "ffconcat version 1.0\nfile 'other.wav'\n"],
    ['an SDP', 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 5004 RTP/AVP 0\n'],
  ])('%s are not followed', async (_name, text) => {
    write(folder, 'other.wav', tune(24_000, 1), wav);
    const path = join(folder, 'list');
    await writeFile(path, text);
    await expect(deriveSong(path, derive)).rejects.toMatchObject({ code: 'corrupt' });
  });
});
