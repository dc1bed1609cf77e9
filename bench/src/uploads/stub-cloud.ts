// S3, DynamoDB and SQS that answer at once: node stub-cloud.ts. Keeps the attributes of items, because
// the uploader reads what it has written; conditions always hold.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Attributes = Record<string, unknown>;

interface Call {
  readonly Key?: Attributes;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Attributes;
  readonly RequestItems?: Record<string, { readonly Keys: readonly Attributes[] }>;
}

const items = new Map<string, Attributes>();
const keyOf = (key: Attributes = {}) => JSON.stringify(key);

function update({ Key, UpdateExpression = '', ...call }: Call): object {
  const item = items.get(keyOf(Key)) ?? { ...Key };
  for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#\w+) = (:\w+)/g)) {
    const attribute = call.ExpressionAttributeNames?.[name] ?? name;
    item[attribute] = call.ExpressionAttributeValues?.[value];
  }
  items.set(keyOf(Key), item);
  return { Attributes: item };
}

function read(key: Attributes | undefined): object {
  const Item = items.get(keyOf(key));
  return Item ? { Item } : {};
}

const operations: Readonly<Record<string, (call: Call) => object>> = {
  GetItem: ({ Key }) => read(Key),
  UpdateItem: update,
  Query: () => ({ Items: [], Count: 0 }),
  Scan: () => ({ Items: [], Count: 0 }),
  BatchGetItem: ({ RequestItems = {} }) => ({
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [
        table,
        Keys.flatMap((key) => items.get(keyOf(key)) ?? []),
      ]),
    ),
  }),
};

function answer(response: ServerResponse, status: number, type: string, text = ''): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': type, 'content-length': length, etag: '"stub"' });
  response.end(text);
}

/** Answers a request to S3, whose body is discarded. */
function answerS3({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const reads = method === 'GET' || method === 'HEAD';
  const xml = url.includes('uploads')
    ? '<InitiateMultipartUploadResult><UploadId>stub</UploadId></InitiateMultipartUploadResult>'
    : '<CompleteMultipartUploadResult><ETag>"stub"</ETag></CompleteMultipartUploadResult>';
  answer(response, reads ? 404 : 200, 'application/xml', method === 'POST' ? xml : '');
}

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  const target = request.headers['x-amz-target'];
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => target !== undefined && chunks.push(chunk));
  request.on('end', () => {
    if (target === undefined) return answerS3(request, response);
    const operation = operations[String(target).split('.').at(-1) ?? ''];
    const result = operation?.(JSON.parse(Buffer.concat(chunks).toString())) ?? {};
    answer(response, 200, 'application/x-amz-json-1.0', JSON.stringify(result));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ address: `http://127.0.0.1:${port}` }));
});
