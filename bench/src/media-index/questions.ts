import type { ListRequest, MediaIndex } from '@galeria/media-index';
import { wordOf } from './gallery.ts';

/** The measured queries, each with the limit of its p95 in milliseconds. */
export interface Question {
  readonly name: string;
  readonly most: number;
  /** The largest ratio of a large to a small gallery, where it is limited. */
  readonly ratio?: number;
  /** @param round makes each question new, so that no kept answer is measured */
  readonly ask: (index: MediaIndex, round: number) => Promise<unknown>;
}

const PAGE_MS = 5;
const SEARCH_MS = 100;
const RATIO = 1.5;

const page = (name: string, request: (round: number) => ListRequest): Question => ({
  name,
  most: PAGE_MS,
  ratio: RATIO,
  ask: (index, round) => index.list(request(round)),
});

const search = (name: string, request: (round: number) => ListRequest): Question => ({
  name,
  most: SEARCH_MS,
  ask: (index, round) => index.list(request(round)),
});

/** A time of day that no other round has. */
const last = (round: number) =>
  `23:${String(Math.floor(round / 60) % 60).padStart(2, '0')}:${String(round % 60).padStart(2, '0')}`;

const year = (round: number) => String(2010 + (round % 15));

/** A question of each kind; limits differ by `limit` or a value that changes from round to round. */
export const questions: readonly Question[] = [
  page('page of 50 by date', () => ({})),
  page('by date, of a kind', (round) => ({ kind: round % 2 ? 'image' : 'audio' })),
  page('by date, of a kind, a place and a status', (round) => ({
    kind: 'image',
    place: round % 2 ? 'Oslo' : 'Porto',
    status: 'ready',
  })),
  page('by date, from the middle of the timeline', (round) => ({
    to: `${2012 + (round % 12)}-06`,
  })),
  page('by size', () => ({ sort: 'size' })),
  page('by title, of a kind', () => ({ sort: 'title', kind: 'image' })),
  search('search of a rare word, by relevance', (round) => ({
    q: wordOf(12_000 + round),
    sort: 'relevance',
  })),
  search('search of a rare word, by date', (round) => ({ q: wordOf(9000 + round) })),
  search('search of two frequent words, by relevance', (round) => ({
    q: `${wordOf(round % 10)} ${wordOf(10 + round)}`,
    sort: 'relevance',
  })),
  search('search of two frequent words, by date', (round) => ({
    q: `${wordOf(round % 10)} ${wordOf(10 + round)}`,
  })),
  search('search of the most frequent word, by date', (round) => ({
    q: wordOf(0),
    limit: 50 + round,
  })),
  search('search with a typing error', (round) => ({
    q: `${wordOf(100 + round).slice(0, 6)}x${wordOf(100 + round).slice(7)}`,
  })),
  {
    name: 'timeline of everything',
    most: SEARCH_MS,
    ask: (index) => index.timeline({}),
  },
  {
    name: 'timeline of a year of a kind',
    most: SEARCH_MS,
    ask: (index, round) =>
      index.timeline({
        kind: 'image',
        from: year(round),
        to: `${year(round)}-12-31T${last(round)}`,
      }),
  },
  {
    name: 'timeline of a kind',
    most: SEARCH_MS,
    ask: (index, round) => index.timeline({ kind: 'image', to: `2030-01-01T${last(round)}` }),
  },
  {
    name: 'facets of everything',
    most: SEARCH_MS,
    ask: (index, round) => index.facets({}, 20 + round),
  },
  {
    name: 'facets of a camera',
    most: SEARCH_MS,
    ask: (index, round) => index.facets({ camera: `Camera ${round % 30}` }, 20 + round),
  },
  {
    name: 'facets of a kind, 76 % of the items',
    most: Number.POSITIVE_INFINITY,
    ask: (index, round) => index.facets({ kind: 'image' }, 20 + round),
  },
];
