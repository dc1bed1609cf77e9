import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { derive } from '@galeria/media/audio';
import { deriveBy } from '@galeria/media/audio/derive';
import { encodings, recipe } from '@galeria/media/audio/recipe';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseFile } from 'music-metadata';
import sharp from 'sharp';
import { audio } from '../../src/audio/descriptor.ts';
import { withInput } from '../../src/audio/ffmpeg/input.ts';
import { plainTags } from '../../src/audio/metadata/sources.ts';
import { readTags } from '../../src/audio/metadata/tags.ts';
import { bigEndian as be, exifBlock, withExifBlock } from '../image/exif-block.ts';
import { gridHeic } from '../image/heic.ts';
import { distance, quarters } from '../image/pictures.ts';
import { deriveSong, fileOf, renditionOf, soundFolder, write } from './songs.ts';
import { tune } from './sound.ts';
import {
  chapterFrame,
  lyricsFrame,
  namedFrame,
  syncedLyricsFrame,
  textFrame,
  withId3,
} from './tagged.ts';

/** A title of 120 characters, which are 349 bytes. */
const LONG_TITLE = `Águas ${'水'.repeat(114)}`;

let folder: string;
let tagged: string;
let dated: string;

beforeAll(async () => {
  folder = await soundFolder();
  const mp3 = write(folder, 'plain.mp3', tune(44_100, 1), {
    encoder: 'libmp3lame',
    muxer: 'mp3',
    options: { id3v2_version: '0' },
  });
  const cover = withExifBlock(
    await quarters(900, 900).jpeg().toBuffer(),
    exifBlock({ first: [be.ascii(0x010f, 'SECRET-MAKER')] }),
  );
  tagged = join(folder, 'tagged.mp3');
  await writeFile(
    tagged,
    withId3(await readFile(mp3), [
      textFrame('TIT2', 'Água de março 水'),
      textFrame('TPE1', 'Elis & Tom'),
      textFrame('TALB', 'Um álbum'),
      textFrame('TPE2', 'Vários'),
      textFrame('TRCK', '3/14'),
      textFrame('TCON', 'Bossa nova'),
      textFrame('TYER', '1974'),
      textFrame('TCOM', 'Antônio Carlos Jobim'),
      textFrame('TPOS', '1/2'),
      textFrame('TBPM', '128'),
      textFrame('TSRC', 'BRBMG0300729'),
      lyricsFrame('É pau, é pedra'),
      syncedLyricsFrame([
        [100, 'É pau'],
        [600, 'é <pedra>'],
      ]),
      namedFrame('REPLAYGAIN_TRACK_GAIN', '-7.54 dB'),
      chapterFrame('a', 0, 400, textFrame('TIT2', 'Prelúdio')),
      chapterFrame('b', 400, 1000, textFrame('TIT2', LONG_TITLE)),
      textFrame('TOWN', 'SECRET-OWNER'),
      ['APIC', cover],
    ]),
  );
  dated = join(folder, 'dated.mp3');
  await writeFile(dated, withId3(await readFile(mp3), [textFrame('TDRC', '2003-04-05')]));
});
afterAll(() => rm(folder, { recursive: true }));

test('tags are read into the metadata', async () => {
  expect((await deriveSong(tagged, derive)).metadata).toMatchObject({
    title: 'Água de março 水',
    artist: 'Elis & Tom',
    album: 'Um álbum',
    albumArtist: 'Vários',
    track: { number: 3, of: 14 },
    genre: ['Bossa nova'],
    year: 1974,
    date: { local: '1974', offset: null, source: 'tag' },
  });
});

test('a date in the tags is as precise as they have it', async () => {
  expect((await deriveSong(dated, derive)).metadata).toMatchObject({
    year: 2003,
    date: { local: '2003-04-05', offset: null, source: 'tag' },
  });
});

describe.each(Object.entries(encodings))('a song as %s', (name, encoding) => {
  test('has the tags that are public, lyrics and a cover, and no other tags', async () => {
    const file = fileOf(await deriveSong(tagged, deriveBy({ ...recipe, encoding })));
    const { common, native } = await parseFile(file);
    expect(common).toMatchObject({
      title: 'Água de março 水',
      artist: 'Elis & Tom',
      album: 'Um álbum',
      albumartist: 'Vários',
      composer: ['Antônio Carlos Jobim'],
      genre: ['Bossa nova'],
      track: { no: 3, of: 14 },
      disk: { no: 1, of: 2 },
      bpm: 128,
      year: 1974,
      // FFmpeg has no lyrics of ID3, and no ISRC of M4A.
      ...(name !== 'mp3' && { lyrics: [{ text: 'É pau, é pedra' }] }),
      ...(name !== 'aac' && { isrc: ['BRBMG0300729'] }),
    });
    expect(common.replaygain_track_gain).toBeUndefined();
    const { tags } = await withInput(file, async (input) => readTags(file, plainTags(input)));
    // FFmpeg has no chapters of ID3.
    const chapters = [
      { startMs: 0, title: 'Prelúdio' },
      // The title has at most 255 bytes in an M4A, and is cut between characters.
      { startMs: 400, title: name === 'aac' ? LONG_TITLE.slice(0, 88) : LONG_TITLE },
    ];
    expect(tags.chapters).toEqual(name === 'mp3' ? undefined : chapters);
    const [cover] = common.picture ?? [];
    expect(await sharp(cover?.data).metadata()).toMatchObject({ width: 600, height: 600 });
    expect(await distance(cover!.data, await quarters(64, 64).png().toBuffer())).toBeLessThan(5);
    const ids = Object.values(native).flatMap((tags) => tags.map(({ id }) => id));
    expect(new Set(ids).size).toBeLessThanOrEqual(18);
    expect((await readFile(file)).toString('latin1')).not.toMatch(/SECRET|Lavf\d|S\0E\0C\0R/);
  });
});

test('the cover gets the renditions and placeholder of an image', async () => {
  const derivation = await deriveSong(tagged, derive);
  const names = derivation.renditions.map(({ name }) => name);
  expect(names.slice(-2)).toEqual(['lyrics.v1.txt', 'lyrics.v1.vtt']);
  expect(names).toEqual([
    'song.v1.m4a',
    'waveform.v1.json',
    'waveform.v1.webp',
    '2560.v4.jpg',
    '2560.v4.webp',
    ...names.slice(5),
  ]);
  expect(names).toContain('256-square.v4.webp');
  for (const name of names) expect(audio.renditions).toContain(name);
  expect(derivation.metadata).toMatchObject({
    thumbhash: expect.any(String),
    dominantColour: expect.stringMatching(/^#/),
  });
  // With a cover, the waveform is not the picture of the item.
  const outline = derivation.renditions.find(({ name }) => name === 'waveform.v1.webp');
  expect(outline).not.toHaveProperty('width');
});

test('the lyrics are renditions: their text, and WebVTT with their times', async () => {
  const derivation = await deriveSong(tagged, derive);
  expect(derivation.metadata.lyrics).toEqual({ language: 'por', synced: true });
  const text = await renditionOf(derivation, 'lyrics.v1.txt');
  expect(text.toString()).toBe('É pau, é pedra\n');
  expect((await renditionOf(derivation, 'lyrics.v1.vtt')).toString()).toBe(
    [
      'WEBVTT\n',
      '00:00:00.100 --> 00:00:00.600\nÉ pau\n',
      '00:00:00.600 --> 00:00:01.000\né &lt;pedra&gt;\n',
    ].join('\n'),
  );
});

test('the next picture is the cover if the first one is damaged', async () => {
  const back = await quarters(80, 60).jpeg().toBuffer();
  const path = join(folder, 'back.mp3');
  const mp3 = (await readFile(tagged)).subarray(-10_000);
  await writeFile(
    path,
    withId3(mp3, [
      ['APIC', Buffer.alloc(500, 7)],
      ['APIC4', back],
    ]),
  );
  const { renditions } = await deriveSong(path, derive);
  expect(renditions.map(({ name }) => name)).toContain('256-square.v4.webp');
});

test('a HEIC is a cover', async () => {
  const path = join(folder, 'heic.mp3');
  const mp3 = (await readFile(tagged)).subarray(-10_000);
  await writeFile(path, withId3(mp3, [['APIC', await gridHeic()]]));
  const { renditions } = await deriveSong(path, derive);
  expect(renditions).toContainEqual(
    expect.objectContaining({ name: '2560.v4.jpg', width: 120, height: 100 }),
  );
});

test.each([
  ['is no picture', Buffer.from('no picture at all')],
  ['is damaged', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)])],
])('a cover that %s is omitted from the song', async (_what, cover) => {
  const path = join(folder, 'odd.mp3');
  const mp3 = (await readFile(tagged)).subarray(-10_000);
  await writeFile(path, withId3(mp3, [textFrame('TIT2', 'Kept'), ['APIC', cover]]));
  const { metadata, renditions } = await deriveSong(path, derive);
  expect(metadata.title).toBe('Kept');
  expect(renditions).toHaveLength(3);
});

test('an M4A starts with its index, so that a player can start before the end of the download', async () => {
  const bytes = await readFile(fileOf(await deriveSong(tagged, derive)));
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  expect(bytes.indexOf('moov')).toBeGreaterThan(0);
});

test('the waveform is in the format of audiowaveform, and drawn', async () => {
  const path = write(folder, 'swelling.wav', tune(44_100, 20), {
    encoder: 'pcm_s16le',
    muxer: 'wav',
  });
  const derivation = await deriveSong(path, derive);
  const waveform = JSON.parse((await renditionOf(derivation, 'waveform.v1.json')).toString());
  expect(waveform).toMatchObject({ version: 2, channels: 1, sample_rate: 44_100, bits: 8 });
  const { length, data, samples_per_pixel: perPixel } = waveform;
  expect(data).toHaveLength(2 * length);
  expect(length).toBe(Math.ceil((20 * 44_100) / perPixel));
  expect(length).toBeGreaterThanOrEqual(1024);
  expect(length).toBeLessThanOrEqual(2048);
  // Its amplitude follows the tune.
  const loudest = (from: number, to: number) =>
    Math.max(
      ...data.slice(2 * Math.floor(from * length), 2 * Math.floor(to * length)).map(Math.abs),
    );
  expect(loudest(0.9, 1)).toBeGreaterThan(2 * loudest(0, 0.1));
  const picture = sharp(await renditionOf(derivation, 'waveform.v1.webp'));
  expect(await picture.metadata()).toMatchObject({ width: 1600, height: 320, hasAlpha: true });
  const { channels } = await picture.stats();
  expect(channels[3]!.mean).toBeGreaterThan(10);
});
