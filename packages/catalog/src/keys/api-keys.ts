import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKey } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { deleteRow, readRow, readRows } from '../table/rows.ts';
import { API_KEY_PREFIX, apiKeyKey, KEYS_PK, keysRequiredKey } from '../table/schema.ts';

export interface KeySet {
  readonly keys: readonly ApiKey[];
  /**
   * Whether a request needs a key: true once a key was created, also after the last one was revoked;
   * false after a reset; undefined in a catalog where neither has happened.
   */
  readonly required: boolean | undefined;
}

export async function readKeys(connection: Connection): Promise<KeySet> {
  const keys = await listKeys(connection);
  // `revokeKey` writes this record before it deletes a key, so it is read after the keys: a reader that
  // misses the last key still sees that keys are required.
  const required = keys.length > 0 || (await readRequired(connection));
  return { keys, required };
}

export async function putKey(connection: Connection, key: ApiKey): Promise<void> {
  const { client, table } = connection;
  await writeRequired(connection, true);
  await client.send(new PutCommand({ TableName: table, Item: { ...apiKeyKey(key.hash), ...key } }));
}

export async function revokeKey(connection: Connection, hash: string): Promise<boolean> {
  // A deployment may have put the key into the table without this record.
  await writeRequired(connection, true);
  return deleteRow(connection, apiKeyKey(hash));
}

export async function resetKeys(connection: Connection): Promise<void> {
  for (const { hash } of await listKeys(connection)) {
    await deleteRow(connection, apiKeyKey(hash));
  }
  await writeRequired(connection, false);
}

async function listKeys(connection: Connection): Promise<ApiKey[]> {
  const rows = await readRows(connection, { pk: KEYS_PK, prefix: API_KEY_PREFIX });
  return (rows as unknown as ApiKey[]).map(({ hash, name, scopes, createdAt }) => ({
    ...{ hash, name, scopes, createdAt },
  }));
}

async function readRequired(connection: Connection): Promise<boolean | undefined> {
  const row = await readRow(connection, keysRequiredKey);
  return row?.required as boolean | undefined;
}

async function writeRequired({ client, table }: Connection, required: boolean): Promise<void> {
  await client.send(new PutCommand({ TableName: table, Item: { ...keysRequiredKey, required } }));
}
