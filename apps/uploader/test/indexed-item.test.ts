import type { LivingRecord } from '@galeria/catalog';
import type { Metadata } from '@galeria/media';
import type { IndexedItem } from '@galeria/media-index';
import { expect, test } from '@jest/globals';
import { changeOf } from '../src/read-model/indexed-item.ts';

const time = '2024-06-01T12:00:00.000Z';
const indexed = (metadata: Partial<Metadata<'audio'>>) => {
  const record: LivingRecord = {
    ...{ id: 'a'.repeat(64), kind: 'audio', status: 'ready', generation: 1, version: 3 },
    ...{ createdAt: time, changedAt: time, listedAt: `${time}#a` },
    ...{ size: 1, mimeType: 'audio/mpeg', filename: 'a.mp3', metadata },
    renditions: [{ name: 'lyrics.v1.txt', mimeType: 'text/plain; charset=utf-8', size: 9 }],
  };
  return changeOf(record) as IndexedItem;
};

test('each artist of a song is a value of its own, and credits are found too', () => {
  const { attributes, otherNames } = indexed({
    artist: 'AC/DC feat. Two',
    artists: ['AC/DC', 'Two'],
    albumArtist: 'AC/DC',
    albumArtists: ['AC/DC'],
  });
  expect(attributes?.artist).toEqual(['AC/DC', 'Two']);
  expect(otherNames?.artist).toEqual(['AC/DC feat. Two']);
});

test('songs of an earlier version, which have one artist, keep it', () => {
  const { attributes, otherNames } = indexed({ artist: 'One', albumArtist: 'Various' });
  expect(attributes?.artist).toEqual(['One', 'Various']);
  expect(otherNames?.artist).toEqual([]);
});

test('composers, recording codes, titles of chapters and lyrics are searchable', () => {
  const { other, text } = indexed({
    composer: ['Tom Jobim', 'Vinicius'],
    isrc: ['BRBMG0300729'],
    chapters: [{ startMs: 0, title: 'Prelúdio' }, { startMs: 9 }],
  });
  expect(other).toEqual(['Tom Jobim', 'Vinicius', 'BRBMG0300729', 'Prelúdio']);
  expect(text).toBe('lyrics.v1.txt');
});
