import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';

/** BatchWriteItem takes at most 25 items (AWS, Amazon DynamoDB API reference, BatchWriteItem). */
const itemsInBatch = 25;

/** Copies every item of one table into another. Idempotent. */
export async function copyItems(
  client: DynamoDBClient,
  { from, to }: { from: string; to: string },
): Promise<void> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from })) {
    const writes = Items.map((Item) => ({ PutRequest: { Item } }));
    for (let start = 0; start < writes.length; start += itemsInBatch)
      await writeBatch(client, to, writes.slice(start, start + itemsInBatch));
  }
}

async function writeBatch(client: DynamoDBClient, table: string, batch: WriteRequest[]) {
  for (let rest = batch; rest.length > 0; ) {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: rest } }),
    );
    rest = UnprocessedItems?.[table] ?? [];
  }
}
