import { createHash } from 'node:crypto';
import type { IndexedItem, ItemText } from '@galeria/media-index';

const VOCABULARY = 20_000;
const WORDS = 30;
/** One item in so many is a document with a text of pages. */
const DOCUMENTS = 20;
const PAGES = 3;
const PAGE_WORDS = 200;

const PLACES = ['Lisboa', 'Porto', 'Berlin', 'Paris', 'Kyoto', 'Recife', 'Oslo', 'Roma'];

/** A generator of the same numbers from 0 to 1 for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The word of a rank: pronounceable, and none the beginning of a frequent one. */
export const wordOf = (rank: number): string => {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'nu'];
  return [...String(rank).padStart(5, '0')].map((digit) => syllables[Number(digit)]).join('');
};

/** Zipf's law: the word of rank n is about n times as rare as the first. */
const words = (next: () => number, count: number): string =>
  Array.from({ length: count }, () => wordOf(Math.floor(VOCABULARY ** next()) - 1)).join(' ');

const pick = (next: () => number, values: readonly string[]): string =>
  values[Math.floor(next() * values.length)] ?? '';

/** The item of a number: 15 years of pictures, recordings and documents. */
export function itemOf(number: number): IndexedItem {
  const next = random(number + 1);
  const kind = number % DOCUMENTS === 0 ? 'document' : next() < 0.8 ? 'image' : 'audio';
  const date = new Date(Date.UTC(2010, 0, 1) + next() * 15 * 365 * 86_400_000).toISOString();
  const isImage = kind === 'image';
  const place = pick(next, PLACES);
  const description = words(next, WORDS - 3);
  return {
    id: createHash('sha256').update(String(number)).digest('hex'),
    version: 1,
    generation: 1,
    kind,
    status: next() < 0.99 ? 'ready' : 'failed',
    date: date.slice(0, -1),
    uploaded: new Date(Date.UTC(2025, 0, 1) + number * 1000).toISOString(),
    size: Math.floor(next() * 10_000_000),
    mimeType: isImage ? 'image/jpeg' : kind === 'audio' ? 'audio/flac' : 'application/pdf',
    title: words(next, 3),
    names: [`IMG_${number}.jpg`],
    other: [description],
    attributes: isImage
      ? {
          camera: [`Camera ${Math.floor(30 * next() ** 2)}`],
          lens: [`Lens ${Math.floor(50 * next())}`],
          place: [place, 'Earth'],
        }
      : { artist: [`Artist ${Math.floor(2000 * next())}`], genre: [`Genre ${number % 12}`] },
    ...(isImage
      ? { location: { latitude: 140 * next() - 70, longitude: 360 * next() - 180 } }
      : {}),
    ...(kind === 'document' ? { text: 'text.v1.txt' } : {}),
    document: {
      description,
      renditions: Array.from({ length: 5 }, (_, at) => `r/${number}/${at}`),
    },
  };
}

export function textOf({ id, generation }: IndexedItem, number: number): ItemText {
  const next = random(-number - 1);
  const pages = Array.from({ length: PAGES }, (_, at) => ({
    page: at + 1,
    text: words(next, PAGE_WORDS),
  }));
  return { id, generation, text: 'text.v1.txt', pages };
}
