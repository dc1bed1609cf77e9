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
    // The batches of a page, which has up to 1 MB, share the commits of the disk.
    const batches = Array.from({ length: Math.ceil(writes.length / itemsInBatch) }, (_, batch) =>
      writes.slice(batch * itemsInBatch, (batch + 1) * itemsInBatch),
    );
    await Promise.all(batches.map((batch) => writeBatch(client, to, batch)));
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
