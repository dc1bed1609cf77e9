import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
  type QueryCommandInput,
  ResourceInUseException,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type DynamoDbServer, ensureTable, startDynamoDb } from '../../src/dynamodb/server.ts';
import { connect, schema, table as TableName } from './host.ts';

let dir: string;
let server: DynamoDbServer;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-contract-'));
  server = await startDynamoDb({ dir });
  dynamodb = connect(server.endpoint);
});
afterAll(async () => {
  dynamodb.destroy();
  await server.close();
  await rm(dir, { recursive: true });
});

const key = (sk: string, pk = 'album') => ({ pk: { S: pk }, sk: { S: sk } });
const put = (sk: string, more: Record<string, AttributeValue> = {}) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { ...key(sk), ...more } }));
const get = async (sk: string) =>
  (await dynamodb.send(new GetItemCommand({ TableName, Key: key(sk) }))).Item;

/** Deletes and recreates the table. */
async function emptyTable(): Promise<void> {
  await dynamodb.send(new DeleteTableCommand({ TableName })).catch((error: unknown) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  });
  await ensureTableGone();
  await ensureTable(dynamodb, schema);
}

async function ensureTableGone(): Promise<void> {
  while ((await dynamodb.send(new ListTablesCommand())).TableNames?.includes(TableName));
}

describe('items', () => {
  beforeEach(emptyTable);

  test('an item with every attribute type is returned as it was put', async () => {
    const more = {
      s: { S: 'é\u2028"\u{1f600}' },
      n: { N: '-12.5' },
      b: { B: new Uint8Array([0, 255, 7]) },
      bool: { BOOL: false },
      none: { NULL: true },
      list: { L: [{ S: 'a' }, { M: { deep: { N: '1' } } }] },
      ss: { SS: ['x', 'y'] },
    };
    await put('1', more);
    expect(await get('1')).toEqual({ ...key('1'), ...more });
    expect(await get('2')).toBeUndefined();
  });

  test('a failed condition changes nothing', async () => {
    await put('1', { rev: { N: '1' } });
    const again = new PutItemCommand({
      TableName,
      Item: key('1'),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await expect(dynamodb.send(again)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    const removal = new DeleteItemCommand({
      TableName,
      Key: key('1'),
      ConditionExpression: 'rev = :rev',
      ExpressionAttributeValues: { ':rev': { N: '2' } },
    });
    await expect(dynamodb.send(removal)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    expect(await get('1')).toMatchObject({ rev: { N: '1' } });
  });

  test('exactly one of many concurrent conditional writes succeeds', async () => {
    await put('1', { rev: { N: '0' } });
    const update = new UpdateItemCommand({
      TableName,
      Key: key('1'),
      UpdateExpression: 'SET rev = :next',
      ConditionExpression: 'rev = :rev',
      ExpressionAttributeValues: { ':next': { N: '1' }, ':rev': { N: '0' } },
    });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => dynamodb.send(update)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('an update changes, adds and removes attributes, and returns the item', async () => {
    await put('1', { count: { N: '1' }, draft: { S: 'x' } });
    const { Attributes } = await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: key('1'),
        UpdateExpression: 'SET note = if_not_exists(note, :note) REMOVE draft ADD #count :two',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':note': { S: 'n' }, ':two': { N: '2' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual({ ...key('1'), count: { N: '3' }, note: { S: 'n' } });
    expect(await get('1')).toEqual(Attributes);
  });

  test('a deleted item is removed from the table and its index', async () => {
    await put('1', { kind: { S: 'image' }, date: { S: '2026' } });
    const { Attributes } = await dynamodb.send(
      new DeleteItemCommand({ TableName, Key: key('1'), ReturnValues: 'ALL_OLD' }),
    );
    expect(Attributes).toMatchObject(key('1'));
    expect(await get('1')).toBeUndefined();
    expect((await byKind()).Items).toEqual([]);
  });

  test('batches write, delete and read several items', async () => {
    await put('gone');
    const puts = ['1', '2', '3'].map((sk) => ({ PutRequest: { Item: key(sk) } }));
    const removal = { DeleteRequest: { Key: key('gone') } };
    await dynamodb.send(
      new BatchWriteItemCommand({ RequestItems: { [TableName]: [...puts, removal] } }),
    );
    const Keys = ['1', '2', '3', 'gone'].map((sk) => key(sk));
    const { Responses } = await dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    expect(Responses?.[TableName]?.map(({ sk }) => sk?.S).sort()).toEqual(['1', '2', '3']);
  });
});

const byKind = (more: Partial<QueryCommandInput> = {}) =>
  dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': { S: 'image' } },
      ...more,
    }),
  );

describe('queries', () => {
  /** Code points sort by their UTF-8 bytes, not by UTF-16. */
  const sorted = ['A', 'a', 'a0', 'a1', 'b', 'é', '\uff5e', '\u{1f600}'];

  beforeAll(async () => {
    await emptyTable();
    for (const [i, sk] of sorted.toReversed().entries()) {
      const date = { S: `2026-01-0${1 + (i % 4)}` };
      await put(sk, { kind: { S: i % 2 === 0 ? 'image' : 'audio' }, date, i: { N: String(i) } });
    }
    await dynamodb.send(
      new PutItemCommand({ TableName, Item: { ...key('other', 'album2'), kind: { S: 'image' } } }),
    );
  });

  const query = (condition = '', values: Record<string, string> = {}, more = {}) =>
    dynamodb.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: `pk = :pk${condition}`,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries({ pk: 'album', ...values }).map(([name, S]) => [`:${name}`, { S }]),
        ),
        ...more,
      }),
    );
  const keys = (items: Record<string, AttributeValue>[] = []) => items.map(({ sk }) => sk?.S);

  test.each([true, false])('are returned in order of their keys (forward: %s)', async (forward) => {
    const { Items } = await query('', {}, { ScanIndexForward: forward });
    expect(keys(Items)).toEqual(forward ? sorted : sorted.toReversed());
  });

  test.each([true, false])(
    'continue after the last key of a page (forward: %s)',
    async (forward) => {
      const found = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await query(
          '',
          {},
          { Limit: 3, ScanIndexForward: forward, ExclusiveStartKey },
        );
        expect(page.Items!.length).toBeLessThanOrEqual(3);
        found.push(...keys(page.Items));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      expect(found).toEqual(forward ? sorted : sorted.toReversed());
    },
  );

  test.each([
    [' AND sk = :a', { a: 'a' }, ['a']],
    [' AND sk < :a', { a: 'a' }, ['A']],
    [' AND sk <= :a', { a: 'a' }, ['A', 'a']],
    [' AND sk > :a', { a: 'b' }, sorted.slice(5)],
    [' AND sk >= :a', { a: 'b' }, sorted.slice(4)],
    [' AND sk BETWEEN :a AND :b', { a: 'a', b: 'b' }, ['a', 'a0', 'a1', 'b']],
    [' AND begins_with(sk, :a)', { a: 'a' }, ['a', 'a0', 'a1']],
  ])('support the condition%s', async (condition, values, expected) => {
    expect(keys((await query(condition, values)).Items)).toEqual(expected);
  });

  test.each([true, false])('page through an index (forward: %s)', async (forward) => {
    const found: AttributeValue[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await byKind({ Limit: 1, ScanIndexForward: forward, ExclusiveStartKey });
      for (const item of page.Items ?? []) found.push(item.date!);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    const dates = ['2026-01-01', '2026-01-01', '2026-01-03', '2026-01-03'];
    expect(found.map(({ S }) => S)).toEqual(forward ? dates : dates.toReversed());
  });

  test('filter and project the items of a page', async () => {
    const page = await query(
      '',
      { kind: 'image' },
      { FilterExpression: 'kind = :kind', ProjectionExpression: 'sk', Limit: 4 },
    );
    expect(page.ScannedCount).toBe(4);
    expect(page.Count).toBe(2);
    expect(page.Items?.every((item) => Object.keys(item).join() === 'sk')).toBe(true);
    expect(page.LastEvaluatedKey).toEqual(key(sorted[3]!));
  });

  test('return a count without items', async () => {
    const { Count, Items } = await query('', {}, { Select: 'COUNT' });
    expect([Count, Items]).toEqual([sorted.length, undefined]);
  });

  test('return the consumed capacity', async () => {
    const { ConsumedCapacity } = await query('', {}, { ReturnConsumedCapacity: 'TOTAL' });
    expect(ConsumedCapacity).toMatchObject({ TableName, CapacityUnits: 0.5 });
  });

  test('a page ends at 1 MB', async () => {
    const text = { S: 'x'.repeat(300_000) };
    for (const sk of ['1', '2', '3', '4', '5']) {
      await dynamodb.send(new PutItemCommand({ TableName, Item: { ...key(sk, 'large'), text } }));
    }
    const { Items, LastEvaluatedKey } = await query('', { pk: 'large' });
    expect(Items).toHaveLength(4);
    expect(LastEvaluatedKey).toEqual(key('4', 'large'));
  });

  test('a scan returns every item once, also in segments', async () => {
    const scan = async (more: { Segment?: number; TotalSegments?: number } = {}) => {
      const found: string[] = [];
      for await (const page of paginateScan({ client: dynamodb }, { TableName, ...more }))
        for (const { pk, sk } of page.Items ?? []) found.push(`${pk?.S}/${sk?.S}`);
      return found;
    };
    const whole = await scan();
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => scan({ Segment, TotalSegments: 3 })),
    );
    expect(whole).toEqual(expect.arrayContaining([...sorted.map((sk) => `album/${sk}`)]));
    expect(new Set(whole).size).toBe(whole.length);
    expect(segments.flat().sort()).toEqual(whole.sort());
  });
});

describe('tables', () => {
  beforeEach(emptyTable);

  test('creating an existing table fails', async () => {
    const creation = new CreateTableCommand(schema);
    await expect(dynamodb.send(creation)).rejects.toBeInstanceOf(ResourceInUseException);
  });

  test('deleting a table deletes its items', async () => {
    await put('1', { kind: { S: 'image' }, date: { S: '2026' } });
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await ensureTableGone();
    const description = new DescribeTableCommand({ TableName });
    await expect(dynamodb.send(description)).rejects.toBeInstanceOf(ResourceNotFoundException);
    await ensureTable(dynamodb, schema);
    expect(await get('1')).toBeUndefined();
    expect((await byKind()).Items).toEqual([]);
  });

  test('tags are kept until they are removed', async () => {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const ResourceArn = Table!.TableArn;
    const Tags = ['a', 'b'].map((Key) => ({ Key, Value: `of ${Key}` }));
    await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags }));
    await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
    const kept = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(kept.Tags).toEqual([{ Key: 'b', Value: 'of b' }]);
  });
});
