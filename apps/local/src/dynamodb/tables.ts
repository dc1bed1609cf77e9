import assert from 'node:assert/strict';
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
import { limits } from '../aws-json/limits.ts';
import { LocalError } from '../errors.ts';
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
 * @param statusMs how long a table may take to become ACTIVE or to be deleted
 * @throws ValidationException if an item does not fit the new keys; the table is unchanged
 * @throws LocalError `disk-failed` if a table takes longer than `statusMs`
 */
export async function ensureTable(
  client: DynamoDBClient,
  input: CreateTableCommandInput,
  statusMs: number = limits.tableStatusMs,
): Promise<void> {
  const tables = { client, statusMs };
  const table = input.TableName;
  assert(table, 'the table has a name');
  const copy = `${table}.copy`;
  await finishCopy(tables, table, copy);

  const wanted = tableShape(input);
  const current = await describe(client, table);
  if (current === undefined) return create(tables, table, wanted);
  if (sameShape(current, wanted)) return;
  await create(tables, copy, wanted);
  await copyItems(client, { from: table, to: copy });
  await remove(tables, table);
  await finishCopy(tables, table, copy);
}

interface Tables {
  readonly client: DynamoDBClient;
  readonly statusMs: number;
}

/** Copies the items back from a complete copy, or deletes a partial one. */
async function finishCopy(tables: Tables, table: string, copy: string): Promise<void> {
  const { client } = tables;
  const shape = await describe(client, copy);
  if (shape === undefined) return;
  const current = await describe(client, table);
  const copyIsWhole = current === undefined || sameShape(current, shape);
  if (copyIsWhole) {
    if (current === undefined) await create(tables, table, shape);
    await copyItems(client, { from: copy, to: table });
  }
  await remove(tables, copy);
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

async function create(tables: Tables, name: string, shape: TableShape): Promise<void> {
  await tables.client.send(new CreateTableCommand({ TableName: name, ...shape }));
  await untilStatus(tables, name, 'ACTIVE');
}

async function remove(tables: Tables, name: string): Promise<void> {
  await tables.client.send(new DeleteTableCommand({ TableName: name }));
  await untilStatus(tables, name, undefined);
}

/**
 * Waits until the table has the status, or until it is deleted if `wanted` is undefined. The SDK's
 * waiters treat every error as "not yet" and wait at least a second. dynalite only logs it if the disk
 * fails to store the new status.
 */
async function untilStatus({ client, statusMs }: Tables, name: string, wanted?: string) {
  const deadline = performance.now() + statusMs;
  for (;;) {
    const status = (await read(client, name))?.TableStatus;
    if (status === wanted) return;
    if (performance.now() > deadline) {
      const detail = `the table ${name} is still ${status} after ${statusMs} ms; check the disk and start again`;
      throw new LocalError('disk-failed', { detail });
    }
    await sleep(5);
  }
}
