import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { UploadRef } from '../audit/entry.ts';
import type { DeletedGeneration } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { itemKey } from '../table/schema.ts';

export async function uploadsOf(
  connection: Connection,
  deleted: DeletedGeneration,
): Promise<UploadRef[]> {
  const uploads: UploadRef[] = [];
  for await (const { upload, receivedAt } of childRecords(connection, deleted)) {
    if (typeof upload === 'string') uploads.push({ upload, receivedAt });
  }
  return uploads;
}

/** Deletes the uploads and attempts of a deleted item. */
export async function deleteChildRecords(
  connection: Connection,
  deleted: DeletedGeneration,
): Promise<void> {
  const { client, table } = connection;
  for await (const { pk, sk } of childRecords(connection, deleted)) {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  }
}

/** The uploads and attempts of the deleted generation and of all before it. */
async function* childRecords({ client, table }: Connection, { id, generation }: DeletedGeneration) {
  const { pk, sk } = itemKey(id);
  const rows = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, rows)) {
    yield* Items.filter((row) => row.sk !== sk && row.generation <= generation);
  }
}
