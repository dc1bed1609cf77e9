import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SNIFF_BYTES, sniff } from '@galeria/media';
import { derive } from '@galeria/media/audio';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makers } from './samples.ts';
import { deriveSong, soundFolder, write } from './songs.ts';
import { tune } from './sound.ts';
import { withId3 } from './tagged.ts';
import { addPictures, writeVideo } from './video.ts';

let folder: string;
beforeAll(async () => {
  folder = await soundFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const kindOf = async (file: Uint8Array) =>
  (await sniff(file.subarray(0, SNIFF_BYTES), 'song.mp3'))?.kind.name;

describe('a film', () => {
  test.each([
    ['an MP4 whose index comes first', 'mp4', { movflags: '+faststart' }],
    ['a film of QuickTime whose index comes first', 'mov', { movflags: '+faststart' }],
    ['a Matroska', 'matroska', {}],
  ])('%s is refused by its first bytes', async (_name, muxer, options) => {
    const path = join(folder, `film.${muxer}`);
    await writeVideo(path, muxer, options);
    expect(await kindOf(await readFile(path))).toBeUndefined();
  });

  test('a film whose index comes last is accepted and fails with its own code', async () => {
    const path = join(folder, 'late.mp4');
    await writeVideo(path, 'mp4');
    expect(await kindOf(await readFile(path))).toBe('audio');
    await expect(deriveSong(path, derive)).rejects.toMatchObject({ code: 'video-unsupported' });
  });

  test.each([
    ['AVI', Buffer.from('RIFF\xff\xff\0\0AVI LIST', 'latin1')],
    ['MPEG', Buffer.from([0, 0, 1, 0xba, 0x44, 0, 4, 0, 4, 1])],
    ['Flash', Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1')],
  ])('%s is refused', async (_name, start) => {
    expect(await kindOf(Buffer.concat([start, Buffer.alloc(4100)]))).toBeUndefined();
  });
});

test('an MP3 is recognised after a tag longer than the sniffed bytes', async () => {
  const file = withId3(await makers.mp3!(), [['APIC', Buffer.alloc(50_000, 1)]]);
  expect(await kindOf(file)).toBe('audio');
});

test('a track of pictures that change at most once a second is no video', async () => {
  const sound = write(folder, 'book.m4a', tune(32_000, 4), { encoder: 'aac', muxer: 'ipod' });
  const path = join(folder, 'book.m4b');
  for (const times of [[0], [0, 1000, 3000]]) {
    await addPictures(sound, path, times);
    expect(await kindOf(await readFile(path))).toBe('audio');
    const { metadata, note } = await deriveSong(path, derive);
    expect(metadata.durationMs).toBe(4000);
    expect(note).toBeUndefined();
  }
  await addPictures(sound, path, [0, 100, 200, 300, 400, 500, 600]);
  await expect(deriveSong(path, derive)).rejects.toMatchObject({ code: 'video-unsupported' });
});

describe('an MP3', () => {
  test.each([4_090, 4_097, 4_098, 4_099, 4_100, 4_101])(
    'with a tag of %d bytes, about as long as the sniffed bytes, is recognised',
    async (length) => {
      const tag = withId3(new Uint8Array(), [['TXXX', Buffer.alloc(length - 20)]]);
      expect(tag).toHaveLength(length);
      expect(await kindOf(Buffer.concat([tag, await makers.mp3!()]))).toBe('audio');
    },
  );

  test.each([1, 300, 2000])(
    'after %d zero bytes, with and without a tag, is whole',
    async (zeros) => {
      const frames = await readFile(
        write(folder, 'bare.mp3', tune(32_000, 1), {
          encoder: 'libmp3lame',
          muxer: 'mp3',
          options: { id3v2_version: '0', write_xing: '0' },
        }),
      );
      for (const tag of [
        Buffer.alloc(0),
        withId3(new Uint8Array(), [['TXXX', Buffer.alloc(50)]]),
      ]) {
        const file = Buffer.concat([tag, Buffer.alloc(zeros), frames]);
        expect(await kindOf(file)).toBe('audio');
        const path = join(folder, 'padded.mp3');
        await writeFile(path, file);
        const { metadata, note } = await deriveSong(path, derive);
        expect(metadata.durationMs).toBeGreaterThan(990);
        expect(note).toBeUndefined();
      }
    },
  );

  test('zeros that no frame follows are not one', async () => {
    expect(await kindOf(Buffer.alloc(5000))).toBeUndefined();
    const oneHeader = Buffer.concat([Buffer.alloc(20), Buffer.from([0xff, 0xfb, 0x90, 0x00])]);
    expect(await kindOf(Buffer.concat([oneHeader, Buffer.alloc(4000, 1)]))).toBeUndefined();
  });
});

test('text is not audio, regardless of its name', async () => {
  expect(await kindOf(Buffer.from('RF64 is recognised as WAV'))).toBeUndefined();
  expect(await kindOf(Buffer.from('ID3'))).toBeUndefined();
});

test('an unsupported rate or number of channels fails with details', async () => {
  const wav = { encoder: 'pcm_s16le', muxer: 'wav' };
  for (const sound of [
    tune(7_000, 1),
    tune(800_000, 0.1),
    { ...tune(8_000, 0.2, 10), mask: 0x3ffn },
  ]) {
    await expect(deriveSong(write(folder, 'odd.wav', sound, wav), derive)).rejects.toMatchObject({
      code: 'format-unsupported',
    });
  }
});
