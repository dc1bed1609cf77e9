/** An item as a release with listing indexes in DynamoDB wrote it. */
export const someEarlierItem = (id: string) => ({
  pk: `MEDIA#${id}`,
  sk: 'ITEM',
  id,
  kind: 'image',
  status: 'ready',
  generation: 1,
  createdAt: '2025-01-01T00:00:00.000Z',
  changedAt: '2025-01-01T00:00:00.000Z',
  listedAt: `2025-01-01T00:00:00.000Z#${id}`,
  shelf: 'gallery',
  size: 1234,
  mimeType: 'image/jpeg',
  filename: 'old.jpg',
  names: new Set(['old.jpg']),
});

/** The search rows of such an item: its words, and two rows of words that begin alike. */
export const searchRowsOf = (id: string) => {
  const row = { id, kind: 'image', generation: 1 };
  const sk = `2025-01-01T00:00:00.000Z#${id}#1`;
  return [
    { ...row, pk: `MEDIA#${id}`, sk: 'WORDS#1', words: new Set(['old', 'jpg']) },
    { ...row, pk: 'WORD#old', sk, words: new Set(['old']) },
    { ...row, pk: 'WORD#jpg', sk, words: new Set(['jpg']) },
  ];
};
