/** Generates the rows and keys of any number of items, each from its index. */

/** About 1 MB a page: an item with its upload takes 1.4 kB. */
const ITEMS_A_PAGE = 500;

export const SIZE = 1_234_567;
const OLD = '2026-01-01T00:00:00.000Z';
const NAME = '640.v4.webp';
const FILENAME = 'photo.jpg';

export type Row = Readonly<Record<string, object>>;
export type Key = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

/**
 * Number of leading hexadecimal digits that spread the ids evenly, in order of their indexes. The index
 * follows.
 */
const SPREAD = 12;
const step = (items: number): number => Math.floor(16 ** SPREAD / items);

export const idOf = (index: number, items: number): string =>
  (index * step(items)).toString(16).padStart(SPREAD, '0') +
  index.toString(16).padStart(64 - SPREAD, '0');

/** Returns the range of indexes whose ids start with `prefix`. */
export function rangeOf(prefix: string, items: number): [number, number] {
  const digits = prefix.slice(0, SPREAD);
  const width = 16 ** (SPREAD - digits.length);
  const first = Number.parseInt(digits || '0', 16) * width;
  const bound = (value: number) => Math.min(items, Math.ceil(value / step(items)));
  return [bound(first), bound(first + width)];
}

/** Returns the upload id of an item, from the index at the end of its id. */
const uploadOf = (id: string): string =>
  String(Number.parseInt(id.slice(SPREAD), 16)).padStart(26, '0');

export const uploadKey = (id: string): string => `uploads/${uploadOf(id)}.json`;

export const renditionKey = (id: string): string => `r/${id}/${NAME}`;

/** Returns a page of a scan: items with the rows of their partitions. */
export function tablePage(page: number, items: number): { rows: Row[]; more: boolean } {
  const from = page * ITEMS_A_PAGE;
  const count = Math.min(ITEMS_A_PAGE, items - from);
  const rows = Array.from({ length: count }, (_, at) => idOf(from + at, items)).flatMap((id) =>
    ['ITEM', `UPLOAD#${uploadOf(id)}`].map((sk) =>
      rowAt({ pk: { S: `MEDIA#${id}` }, sk: { S: sk } }),
    ),
  );
  return { rows, more: from + ITEMS_A_PAGE < items };
}

/** Returns the row with the given key. */
export function rowAt({ pk, sk }: Key): Row {
  const [, rest = ''] = pk.S.split('#');
  const shared = { pk, sk, id: { S: rest }, generation: { N: '1' } };
  const described = {
    ...shared,
    kind: { S: 'image' },
    size: { N: String(SIZE) },
    mimeType: { S: 'image/jpeg' },
    filename: { S: FILENAME },
  };
  if (sk.S.startsWith('UPLOAD#')) {
    const upload = { S: sk.S.slice('UPLOAD#'.length) };
    return { ...described, upload, receivedAt: { S: OLD }, cell: { S: 'a' } };
  }
  return {
    ...described,
    status: { S: 'ready' },
    createdAt: { S: OLD },
    changedAt: { S: OLD },
    listedAt: { S: `${OLD}#${rest}` },
    renditions: {
      L: [{ M: { name: { S: NAME }, mimeType: { S: 'image/webp' }, size: { N: String(SIZE) } } }],
    },
    // Padding.
    metadata: { M: { other: { S: 'of some length '.repeat(15) } } },
  };
}
