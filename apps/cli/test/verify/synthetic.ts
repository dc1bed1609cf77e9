import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  idOf,
  type Key,
  type Row,
  rangeOf,
  renditionKey,
  rowAt,
  SIZE,
  tablePage,
  uploadKey,
} from './items.ts';

/** The maximum number of keys in a page of S3. */
const KEYS = 1_000;
const OLD = '2026-01-01T00:00:00.000Z';

interface Synthetic {
  /** The number of items. */
  readonly items: number;
  /** The ids of items without original and renditions. */
  readonly gone: ReadonlySet<string>;
  /** Whether the rows of a scan's pages are in reverse order. */
  readonly reversed: boolean;
}

/**
 * Starts servers that speak the protocols of DynamoDB and S3 and generate each page on request. Filling
 * an embedded server with a million items would take too long.
 */
export async function startSyntheticStack(
  items: number,
  { gone = [], reversed = false }: { gone?: readonly number[]; reversed?: boolean } = {},
) {
  const stack = { items, reversed, gone: new Set(gone.map((index) => idOf(index, items))) };
  let requests = 0;
  const dynamodb = await listen(async (request, response) => {
    requests++;
    const asked = JSON.parse((await request.toArray()).join(''));
    const target = String(request.headers['x-amz-target']).split('.').at(-1)!;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(answers[target]?.(asked, stack)));
  });
  const s3 = await listen(async (request, response) => {
    requests++;
    request.resume();
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    if (request.method === 'HEAD') {
      const isThere = !stack.gone.has(pathname.split('/').at(-1)!);
      response.statusCode = isThere ? 200 : 404;
      return void response.setHeader('content-length', isThere ? SIZE : 0).end();
    }
    response.setHeader('content-type', 'application/xml').end(listed(searchParams, stack));
  });
  return {
    /** The number of requests answered so far. */
    requests: () => requests,
    /** The content of `stack.json`, which `npm start` writes. */
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

interface Asked {
  readonly ExclusiveStartKey?: { readonly page: { readonly S: string } };
  readonly Key?: Key;
  readonly ExpressionAttributeValues?: { readonly ':pk': { readonly S: string } };
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Key[] }>>;
}

const answers: Readonly<Record<string, (asked: Asked, stack: Synthetic) => object>> = {
  Scan({ ExclusiveStartKey }, { items, reversed }) {
    const page = Number(ExclusiveStartKey?.page.S ?? 0);
    const { rows, more } = tablePage(page, items);
    return {
      ...counted(reversed ? rows.toReversed() : rows),
      ...(more ? { LastEvaluatedKey: { page: { S: String(page + 1) } } } : {}),
    };
  },
  BatchGetItem: ({ RequestItems = {} }) => ({
    UnprocessedKeys: {},
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [table, Keys.map(rowAt)]),
    ),
  }),
  GetItem: ({ Key }) => ({ Item: rowAt(Key!) }),
  /** Returns the uploads of an item. */
  Query({ ExpressionAttributeValues }) {
    const pk = ExpressionAttributeValues![':pk'];
    return counted([rowAt({ pk, sk: { S: `UPLOAD#${pk.S.slice('MEDIA#'.length)}` } })]);
  },
};

const counted = (Items: readonly Row[]) => ({
  Items,
  Count: Items.length,
  ScannedCount: Items.length,
});

function listed(query: URLSearchParams, { items, gone }: Synthetic): string {
  const [, root = '', ids = ''] = /^(r\/|originals\/image\/|uploads\/)?(.*)$/.exec(
    query.get('prefix') ?? '',
  )!;
  const [first, end] = root ? rangeOf(ids, items) : [0, 0];
  const from = first + Number(query.get('continuation-token') ?? 0);
  const to = Math.min(from + KEYS, end);
  const keys = Array.from({ length: Math.max(0, to - from) }, (_, at) => idOf(from + at, items))
    .filter((id) => root === 'uploads/' || !gone.has(id))
    .map((id) => keyUnder(root, id));
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><Size>${SIZE}</Size><LastModified>${OLD}</LastModified></Contents>`,
  );
  const more = to < end;
  const token = more ? `<NextContinuationToken>${to - first}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${token}<KeyCount>${keys.length}</KeyCount>${contents.join('')}</ListBucketResult>`;
}

function keyUnder(root: string, id: string): string {
  if (root === 'uploads/') return uploadKey(id);
  return root === 'r/' ? renditionKey(id) : root + id;
}

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
