import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What DynamoDB and S3 answer at most in one page. */
const ROWS = 500;
const KEYS = 1_000;

const SIZE = 1_234_567;
const OLD = '2026-01-01T00:00:00.000Z';
const NAME = '640.v2.webp';

const idOf = (index: number): string => index.toString(16).padStart(64, '0');
const indexOf = (id: string): number => Number.parseInt(id, 16);

/**
 * A stack of so many items, all in order: servers that speak DynamoDB's and S3's protocols over HTTP,
 * and make each page as it is asked for. No emulator here holds a million items in a time that anybody
 * would wait; whoever walks through them gets the same pages from these.
 */
export async function startSyntheticStack(items: number) {
  const dynamodb = await listen(async (request, response) => {
    const asked = JSON.parse((await request.toArray()).join(''));
    const target = String(request.headers['x-amz-target']).split('.').at(-1)!;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(answers[target]?.(asked, items)));
  });
  const s3 = await listen(async (request, response) => {
    request.resume();
    const { searchParams: query } = new URL(request.url ?? '', 'http://s3');
    if (request.method === 'HEAD') return void response.setHeader('content-length', SIZE).end();
    response.setHeader('content-type', 'application/xml').end(listed(query, items));
  });
  return {
    /** As `npm start` leaves it for the tools. */
    note: {
      outputs: {
        url: 'http://127.0.0.1',
        region: 'us-east-1',
        table: 'catalog',
        originalsBucket: 'originals',
        galleryBucket: 'gallery',
        queues: {},
      },
      environment: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'galeria',
        AWS_SECRET_ACCESS_KEY: 'galeria-secret',
        AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
        AWS_ENDPOINT_URL_S3: s3.endpoint,
        AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
      },
    },
    close: () => Promise.all([dynamodb.close(), s3.close()]),
  };
}

const row = (id: string) => ({
  pk: { S: `MEDIA#${id}` },
  sk: { S: 'ITEM' },
  id: { S: id },
  kind: { S: 'image' },
  status: { S: 'ready' },
  generation: { N: '1' },
  createdAt: { S: OLD },
  changedAt: { S: OLD },
  size: { N: String(SIZE) },
  mimeType: { S: 'image/jpeg' },
  filename: { S: 'photo.jpg' },
  renditions: {
    L: [{ M: { name: { S: NAME }, mimeType: { S: 'image/webp' }, size: { N: String(SIZE) } } }],
  },
  // Of some length, and none of what search looks at.
  metadata: { M: { other: { S: 'of some length '.repeat(15) } } },
});

/** A row of search that stands for an item. */
const wordRow = (id: string) => ({
  pk: { S: 'WORD#pho' },
  sk: { S: id },
  id: { S: id },
  generation: { N: '1' },
});

interface Asked {
  readonly ExclusiveStartKey?: { readonly after: { readonly S: string } };
  readonly FilterExpression?: string;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly { readonly pk: { readonly S: string } }[] }>
  >;
}

const answers: Readonly<Record<string, (asked: Asked, items: number) => object>> = {
  /** Of items, or of the rows of search. */
  Scan({ ExclusiveStartKey, FilterExpression }, items) {
    const from = Number(ExclusiveStartKey?.after.S ?? 0);
    const make = FilterExpression === 'sk = :item' ? row : wordRow;
    const Items = range(from, Math.min(from + ROWS, items)).map((index) => make(idOf(index)));
    const more = from + ROWS < items;
    const key = more ? { LastEvaluatedKey: { after: { S: String(from + ROWS) } } } : {};
    return { Items, Count: Items.length, ScannedCount: Items.length, ...key };
  },
  BatchGetItem: ({ RequestItems = {} }) => ({
    UnprocessedKeys: {},
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [
        table,
        Keys.map(({ pk }) => row(pk.S.slice('MEDIA#'.length))),
      ]),
    ),
  }),
  // No item has words of its own, or names of uploads.
  GetItem: () => ({}),
  Query: () => ({ Items: [], Count: 0, ScannedCount: 0 }),
};

function listed(query: URLSearchParams, items: number): string {
  const prefix = query.get('prefix') ?? '';
  const from = Number(query.get('continuation-token') ?? 0);
  const [first, end] = reachOf(prefix, items);
  const keys = range(first + from, Math.min(first + from + KEYS, end)).map((index) =>
    prefix.startsWith('r/') ? `r/${idOf(index)}/${NAME}` : prefix + idOf(index),
  );
  const next = first + from + KEYS < end ? from + KEYS : undefined;
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><Size>${SIZE}</Size><LastModified>${OLD}</LastModified></Contents>`,
  );
  const token = next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${token}<KeyCount>${keys.length}</KeyCount>${contents.join('')}</ListBucketResult>`;
}

/** From which item up to which a prefix reaches: all pictures, all renditions, or those of one. */
function reachOf(prefix: string, items: number): [number, number] {
  const id = /^r\/([0-9a-f]{64})\/$/.exec(prefix)?.[1];
  if (id) return [indexOf(id), indexOf(id) + 1];
  return prefix === 'r/' || prefix === 'originals/image/' ? [0, items] : [0, 0];
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
