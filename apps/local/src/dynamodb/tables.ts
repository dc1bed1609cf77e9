import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { copyItems } from './copy.ts';
import { sameShape, type TableShape, tableShape } from './shape.ts';

/**
 * Creates the table or updates the keys and indexes of an existing one. dynalite cannot add an index to
 * a table, so the items are moved to a copy and back if they differ:
 *
 * ```
 * table        old ─────────────────┤ deleted ├─ new, filling ── new, whole ──────────
 * copy          ── filling ── whole ──────────────────────────────────────┤ deleted ├─
 * killed here:     start over       └──────── finish from the copy ───────┘
 * ```
 *
 * The two shapes show where a killed process stopped. While the table has another shape than the copy,
 * the table holds every item; when it is deleted or has the copy's shape, the copy does. The table must
 * not be used in the meantime.
 *
 * @throws ValidationException if an item does not fit the new keys; the table is unchanged
 */
export async function ensureTable(
  client: DynamoDBClient,
  input: CreateTableCommandInput,
): Promise<void> {
  const table = input.TableName!;
  const copy = `${table}.copy`;
  await finishCopy(client, table, copy);

  const wanted = tableShape(input);
  const current = await describe(client, table);
  if (current === undefined) return create(client, table, wanted);
  if (sameShape(current, wanted)) return;
  await create(client, copy, wanted);
  await copyItems(client, { from: table, to: copy });
  await remove(client, table);
  await finishCopy(client, table, copy);
}

/** Copies the items back from a complete copy, or deletes a partial one. */
async function finishCopy(client: DynamoDBClient, table: string, copy: string): Promise<void> {
  const shape = await describe(client, copy);
  if (shape === undefined) return;
  const current = await describe(client, table);
  const copyIsWhole = current === undefined || sameShape(current, shape);
  if (copyIsWhole) {
    if (current === undefined) await create(client, table, shape);
    await copyItems(client, { from: copy, to: table });
  }
  await remove(client, copy);
}

async function describe(client: DynamoDBClient, name: string): Promise<TableShape | undefined> {
  const table = await read(client, name);
  return table && tableShape(table);
}

async function read(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, name: string, shape: TableShape): Promise<void> {
  await client.send(new CreateTableCommand({ TableName: name, ...shape }));
  // The SDK's waiters treat every error as "not yet" and wait at least a second.
  while ((await read(client, name))?.TableStatus !== 'ACTIVE') await sleep(5);
}

async function remove(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: name }));
  while ((await read(client, name)) !== undefined) await sleep(5);
}
