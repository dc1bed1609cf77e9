import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { batchGet } from '../src/table/batch-get.ts';
import { connect } from '../src/table/connection.ts';

interface Asked {
  readonly RequestItems: Readonly<
    Record<string, { readonly Keys: { readonly pk: { S: string } }[] }>
  >;
}

/** The embedded DynamoDB throttles nothing. This one reads so many rows of each request, as AWS may. */
async function startThrottled(rowsOfEach: number) {
  const asked: number[] = [];
  const server = createServer(async (request, response) => {
    const { RequestItems } = JSON.parse((await request.toArray()).join('')) as Asked;
    const { Keys } = RequestItems.t!;
    asked.push(Keys.length);
    const rest = Keys.slice(rowsOfEach);
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(
      JSON.stringify({
        Responses: { t: Keys.slice(0, rowsOfEach) },
        UnprocessedKeys: rest.length > 0 ? { t: { Keys: rest } } : {},
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const dynamodb = new DynamoDBClient({ endpoint, credentials, region: 'us-east-1' });
  return { asked, dynamodb, close: () => server.close() };
}

test('asks for what a throttled table left unread until it has every row', async () => {
  const { asked, dynamodb, close } = await startThrottled(60);
  const keys = Array.from({ length: 150 }, (_, at) => ({ pk: String(at) }));
  const rows = await batchGet<{ pk: string }>(connect({ table: 't', dynamodb }), keys);
  expect(rows.map(({ pk }) => Number(pk)).toSorted((a, b) => a - b)).toEqual(
    keys.map(({ pk }) => Number(pk)),
  );
  expect(asked).toEqual([100, 90, 30]);
  dynamodb.destroy();
  close();
});
