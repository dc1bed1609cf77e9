import { cursor, snippet, summary } from './media.ts';

export const filter = { q: 'praia', kind: 'image', from: '2024-05', has: ['gps'] };

export const page = { items: [{ ...summary, snippet }], cursor, total: 1204, complete: true };

export const timeline = {
  total: 3,
  months: [
    { month: '2024-05', count: 2 },
    { month: '2023-12', count: 1 },
  ],
  days: [
    { day: '2024-05-14', count: 2 },
    { day: '2023-12-24', count: 1 },
  ],
  complete: true,
};

export const facets = {
  facets: {
    kind: [{ value: 'image', count: 3 }],
    year: [
      { value: '2024', count: 2 },
      { value: '2023', count: 1 },
    ],
    camera: [{ value: 'Fujifilm X-T5', count: 2 }],
    lens: [],
    artist: [],
    album: [],
    genre: [],
    place: [{ value: 'Rio de Janeiro', count: 2 }],
    tag: [{ value: 'praia', count: 2 }],
  },
  complete: true,
};
