import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withInput } from '../../src/audio/ffmpeg/input.ts';
import { limits } from '../../src/audio/limits.ts';
import { plainTags } from '../../src/audio/metadata/sources.ts';
import { readTagDate } from '../../src/audio/metadata/tag-date.ts';
import { readTags } from '../../src/audio/metadata/tags.ts';
import { soundFolder, write } from './songs.ts';
import { tune } from './sound.ts';
import {
  chapterFrame,
  lyricsFrame,
  namedFrame,
  syncedLyricsFrame,
  textFrame,
  withId3,
  withSecondArtist,
  withVorbisComments,
} from './tagged.ts';

let folder: string;
let mp3: Buffer;
let flac: Buffer;
const sound = tune(48_000, 0.3);

beforeAll(async () => {
  folder = await soundFolder();
  const noTags = { id3v2_version: '0' };
  mp3 = await readFile(
    write(folder, 'a.mp3', sound, { encoder: 'libmp3lame', muxer: 'mp3', options: noTags }),
  );
  flac = await readFile(write(folder, 'a.flac', sound, { encoder: 'flac', muxer: 'flac' }));
});
afterAll(() => rm(folder, { recursive: true }));

const tagsOf = (path: string) => withInput(path, async (input) => readTags(path, plainTags(input)));

async function tagsIn(file: Uint8Array) {
  const path = join(folder, 'tagged');
  await writeFile(path, file);
  return tagsOf(path);
}

const MBID = 'b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d';
const OTHER_MBID = '5b11f4ce-a62d-471e-81fc-a69a8278c7da';

describe('artists of ID3v2.3, in which a slash separates names', () => {
  test.each([
    ['AC/DC', 'AC/DC', ['AC/DC']],
    ['AC/DC/Queen', 'AC/DC, Queen', ['AC/DC', 'Queen']],
    ['Simon/Garfunkel', 'Simon, Garfunkel', ['Simon', 'Garfunkel']],
    ['Elis Regina / Tom Jobim', 'Elis Regina, Tom Jobim', ['Elis Regina', 'Tom Jobim']],
    ['M/A/R/R/S', 'M/A/R/R/S', ['M/A/R/R/S']],
    ['N/A', 'N/A', ['N/A']],
    ['LOONA / yyxy', 'LOONA / yyxy', ['LOONA / yyxy']],
    ['One\0Two', 'One, Two', ['One', 'Two']],
    ['One feat. Two', 'One feat. Two', ['One feat. Two']],
  ])('%j', async (written, artist, artists) => {
    const { tags } = await tagsIn(withId3(mp3, [textFrame('TPE1', written)]));
    expect(tags).toMatchObject({ artist, artists });
  });

  test('a list of the artists is preferred, and the credit kept', async () => {
    const frames = [textFrame('TPE1', 'One feat. AC/DC'), namedFrame('ARTISTS', 'One\0AC/DC')];
    const { tags } = await tagsIn(withId3(mp3, frames));
    expect(tags).toMatchObject({ artist: 'One feat. AC/DC', artists: ['One', 'AC/DC'] });
  });

  test('a name in the list keeps its slash', async () => {
    for (const list of ['AC/DC', 'AC/DC/Two']) {
      const frames = [textFrame('TPE1', 'AC/DC'), namedFrame('ARTISTS', list)];
      const { tags } = await tagsIn(withId3(mp3, frames));
      expect(tags.artists?.[0]).toBe('AC/DC');
      expect(tags.artists).toHaveLength(list === 'AC/DC' ? 1 : 2);
    }
  });

  test('composers are split alike', async () => {
    const frames = [textFrame('TCOM', 'Antônio Carlos Jobim/Vinicius de Moraes')];
    const { tags } = await tagsIn(withId3(mp3, frames));
    expect(tags.composer).toEqual(['Antônio Carlos Jobim', 'Vinicius de Moraes']);
  });
});

describe('several artists of', () => {
  const both = { artist: 'AC/DC, Two', artists: ['AC/DC', 'Two'] };

  test('ID3v2.4, in which a NUL separates them', async () => {
    const frames = [textFrame('TPE1', 'AC/DC\0Two'), textFrame('TPE2', 'Vários\0Outros')];
    const { tags } = await tagsIn(withId3(mp3, frames, { version: 4 }));
    expect(tags).toMatchObject({ ...both, albumArtists: ['Vários', 'Outros'] });
  });

  test('Vorbis comments, which repeat the field', async () => {
    const { tags } = await tagsIn(withVorbisComments(flac, ['ARTIST=AC/DC', 'ARTIST=Two']));
    expect(tags).toMatchObject(both);
  });

  test('MP4, which repeats the value', async () => {
    const m4a = { encoder: 'aac', muxer: 'ipod', tags: { artist: 'AC/DC' } };
    const file = await readFile(write(folder, 'a.m4a', sound, m4a));
    expect((await tagsIn(withSecondArtist(file, 'Two'))).tags).toMatchObject(both);
  });
});

test('disc, tempo, genres, identifiers and gains of ID3 are read', async () => {
  const { tags } = await tagsIn(
    withId3(
      mp3,
      [
        textFrame('TPOS', '2/3'),
        textFrame('TRCK', '3'),
        textFrame('TBPM', '128'),
        textFrame('TCON', 'Rock\0Metal'),
        textFrame('TSRC', 'BR-BMG-03-00729'),
        namedFrame('MusicBrainz Album Id', OTHER_MBID),
        namedFrame('MusicBrainz Artist Id', `${MBID}\0${OTHER_MBID}`),
        ['UFID', Buffer.from(`http://musicbrainz.org\0${MBID}`)],
        namedFrame('REPLAYGAIN_TRACK_GAIN', '-7.54 dB'),
        namedFrame('REPLAYGAIN_TRACK_PEAK', '0.98765'),
        namedFrame('REPLAYGAIN_ALBUM_GAIN', '+1.20dB'),
      ],
      { version: 4 },
    ),
  );
  expect(tags).toMatchObject({
    disc: { number: 2, of: 3 },
    track: { number: 3 },
    bpm: 128,
    genre: ['Rock', 'Metal'],
    isrc: ['BRBMG0300729'],
    musicBrainz: { recording: MBID, release: OTHER_MBID, artists: [MBID, OTHER_MBID] },
    replayGain: { trackGainDb: -7.54, trackPeak: 0.98765, albumGainDb: 1.2 },
  });
});

test('values that are none are left out', async () => {
  const frames = [
    ...[textFrame('TBPM', '1000000'), textFrame('TSRC', 'none'), textFrame('TPOS', '0/0')],
    ...[namedFrame('MusicBrainz Album Id', 'x'), namedFrame('REPLAYGAIN_TRACK_GAIN', 'loud')],
    ...[namedFrame('REPLAYGAIN_ALBUM_GAIN', '1e9 dB'), textFrame('TYER', '6')],
  ];
  const { tags } = await tagsIn(withId3(mp3, frames));
  expect(tags).toEqual({});
});

test('the R128 gains of Opus are read', async () => {
  const tags = { R128_TRACK_GAIN: '-1234', R128_ALBUM_GAIN: '512' };
  const path = write(folder, 'a.opus', sound, { encoder: 'libopus', muxer: 'opus', tags });
  expect((await tagsOf(path)).tags.replayGain).toEqual({
    r128TrackGainDb: -4.82,
    r128AlbumGainDb: 2,
  });
});

test('lyrics of ID3 are read, with their times', async () => {
  const { tags, lyrics } = await tagsIn(
    withId3(mp3, [
      lyricsFrame('É pau, é pedra\r\nÉ o fim do caminho'),
      syncedLyricsFrame([
        [2500, '\nÉ o fim '],
        [500, 'É pau, é pedra'],
        [3000, 'do caminho'],
      ]),
    ]),
  );
  expect(tags.lyrics).toEqual({ language: 'por', synced: true });
  expect(lyrics?.text).toBe('É pau, é pedra\nÉ o fim do caminho');
});

test('syllables with times of their own are joined to lines', async () => {
  const frame = syncedLyricsFrame([
    [500, 'É pau, '],
    [900, 'é pedra'],
    [2500, '\nÉ o fim '],
    [3000, 'do caminho'],
  ]);
  expect((await tagsIn(withId3(mp3, [frame]))).lyrics).toMatchObject({
    text: 'É pau, é pedra\nÉ o fim do caminho',
    lines: [
      { startMs: 500, text: 'É pau, é pedra' },
      { startMs: 2500, text: 'É o fim do caminho' },
    ],
  });
});

test('lyrics of Vorbis comments are read, also in the format LRC', async () => {
  const { lyrics } = await tagsIn(
    withVorbisComments(flac, ['LYRICS=[00:01.50]É pau\n[01:02.25]é pedra']),
  );
  expect(lyrics).toMatchObject({
    text: 'É pau\né pedra',
    lines: [
      { startMs: 1500, text: 'É pau' },
      { startMs: 62_250, text: 'é pedra' },
    ],
  });
  const plain = await tagsIn(withVorbisComments(flac, ['UNSYNCEDLYRICS=É pau']));
  expect(plain.lyrics).toEqual({ text: 'É pau' });
  const tabs = await tagsIn(withVorbisComments(flac, ['LYRICS=É\tpau']));
  expect(tabs.lyrics).toEqual({ text: 'É pau' });
});

test('chapters of ID3 and Vorbis comments are read in order', async () => {
  const expected = [
    { startMs: 0, title: 'Um' },
    { startMs: 61_500, title: 'Dois' },
  ];
  const frames = [
    chapterFrame('b', 61_500, 70_000, textFrame('TIT2', 'Dois')),
    chapterFrame('a', 0, 61_500, textFrame('TIT2', 'Um')),
  ];
  expect((await tagsIn(withId3(mp3, frames))).tags.chapters).toEqual(expected);
  const comments = ['CHAPTER002=00:01:01.500', 'CHAPTER002NAME=Dois', 'CHAPTER001=00:00:00.000'];
  const file = withVorbisComments(flac, [...comments, 'CHAPTER001NAME=Um']);
  expect((await tagsIn(file)).tags.chapters).toEqual(expected);
});

test("tags that only FFmpeg reads are FFmpeg's", async () => {
  const tags = { title: 'Águas', artist: 'Elis', album: 'Elis & Tom' };
  const path = write(folder, 'a.caf', sound, { encoder: 'pcm_s16be', muxer: 'caf', tags });
  expect((await tagsOf(path)).tags).toMatchObject({ ...tags, artists: ['Elis'] });
});

test('FLAC in Ogg has its tags', async () => {
  const tags = { title: 'Águas', artist: 'Elis', track: '03 of 12' };
  const path = write(folder, 'a.oga', sound, { encoder: 'flac', muxer: 'ogg', tags });
  expect((await tagsOf(path)).tags).toMatchObject({
    title: 'Águas',
    artist: 'Elis',
    track: { number: 3, of: 12 },
  });
});

test('the number and length of values are bounded', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `Artist ${at} ${'x'.repeat(1000)}`);
  const { tags, lyrics } = await tagsIn(
    withId3(
      mp3,
      [
        ...[textFrame('TPE1', many.join('\0')), lyricsFrame('word '.repeat(100_000))],
        ...Array.from({ length: limits.chapters.max + 50 }, (_, at) =>
          chapterFrame(`c${at}`, at, at + 1, textFrame('TIT2', 'long '.repeat(200))),
        ),
      ],
      { version: 4 },
    ),
  );
  expect(tags.artists).toHaveLength(limits.tags.maxValues);
  expect(tags.artists?.[0]).toHaveLength(limits.tags.maxTextLength);
  expect(tags.artist).toHaveLength(limits.tags.maxTextLength);
  expect(lyrics?.text).toHaveLength(limits.lyrics.maxCharacters);
  expect(tags.chapters).toHaveLength(limits.chapters.max);
  expect(tags.chapters?.[0]?.title).toHaveLength(limits.chapters.maxTitle);
  // DynamoDB's items have at most 400 kB.
  expect(Buffer.byteLength(JSON.stringify(tags))).toBeLessThan(150_000);
});

test.each([
  ['2003', '2003'],
  ['2003-04-05', '2003-04-05'],
  ['2003-04-05T06:07:08Z', '2003-04-05T06:07:08'],
  ['2003/4/5', '2003-04-05'],
  ['20030405', '2003-04-05'],
  ['06/05/2003', '2003'],
  ['25/12/2003', '2003-12-25'],
  ['12/25/2003', '2003-12-25'],
  ['05.04.2003', '2003-04-05'],
  ['31/31/2003', '2003'],
  ['May 6, 2003', '2003'],
  ['(c) 1999 Someone', '1999'],
  ['6', undefined],
  ['0006', undefined],
  ['no date', undefined],
])('the date %j of a tag is %j', (written, local) => {
  expect(readTagDate(written)?.local).toBe(local);
});

test('the year and the day of ID3v2.3 are one date', async () => {
  const frames = [textFrame('TYER', '1974'), textFrame('TDAT', '2504')];
  expect((await tagsIn(withId3(mp3, frames))).tags).toMatchObject({
    year: 1974,
    date: { local: '1974-04-25' },
  });
});
