/** Generates the rows and keys of any number of items, each from its index. */

/** About 1 MB a page: an item with its upload and words takes 1.5 kB, a posting 200 bytes. */
const ITEMS_A_PAGE = 500;
const POSTINGS_A_PAGE = 4_000;

export const SIZE = 1_234_567;
const OLD = '2026-01-01T00:00:00.000Z';
const NAME = '640.v3.webp';
const FILENAME = 'photo.jpg';
/** The words of the file name by their first three characters. */
const WORDS = { pho: 'photo', jpg: 'jpg' };
const HEADS = Object.keys(WORDS) as (keyof typeof WORDS)[];

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

/** Returns a page of a scan: first items with the rows of their partitions, then postings. */
export function tablePage(page: number, items: number): { rows: Row[]; more: boolean } {
  const pagesOfItems = Math.ceil(items / ITEMS_A_PAGE);
  const ids = (from: number, count: number) =>
    Array.from({ length: Math.max(0, Math.min(count, items - from)) }, (_, at) =>
      idOf(from + at, items),
    );
  if (page < pagesOfItems) {
    const rows = ids(page * ITEMS_A_PAGE, ITEMS_A_PAGE).flatMap((id) =>
      ['ITEM', `UPLOAD#${uploadOf(id)}`, 'WORDS#1'].map((sk) =>
        rowAt({ pk: { S: `MEDIA#${id}` }, sk: { S: sk } }),
      ),
    );
    return { rows, more: true };
  }
  const from = ((page - pagesOfItems) * POSTINGS_A_PAGE) / HEADS.length;
  const rows = ids(from, POSTINGS_A_PAGE / HEADS.length).flatMap((id) =>
    HEADS.map((head) => rowAt({ pk: { S: `WORD#${head}` }, sk: { S: `${OLD}#${id}#1` } })),
  );
  return { rows, more: from + POSTINGS_A_PAGE / HEADS.length < items };
}

/** Returns the row with the given key. */
export function rowAt({ pk, sk }: Key): Row {
  const [root, rest = ''] = pk.S.split('#');
  if (root === 'WORD') {
    const words = { SS: [WORDS[rest as keyof typeof WORDS]] };
    return { pk, sk, id: { S: sk.S.split('#')[1] }, generation: { N: '1' }, words };
  }
  const shared = { pk, sk, id: { S: rest }, generation: { N: '1' } };
  if (sk.S === 'WORDS#1') {
    return { ...shared, listedAt: { S: `${OLD}#${rest}` }, words: { SS: Object.values(WORDS) } };
  }
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
    // Padding that search does not index.
    metadata: { M: { other: { S: 'of some length '.repeat(15) } } },
  };
}
