import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKey } from '../model.ts';
import { type Connection, held } from '../table/connection.ts';
import { API_KEY_PREFIX, apiKeyKey, KEYS_PK, keysRequiredKey } from '../table/schema.ts';

export interface KeySet {
  readonly keys: readonly ApiKey[];
  /**
   * Whether a request needs a key. True as soon as the first key is made, also after the last one is
   * revoked; false after a reset; undefined in a catalog that says neither.
   */
  readonly required: boolean | undefined;
}

/** Reads all keys, and whether one is required. */
export async function readKeys(connection: Connection): Promise<KeySet> {
  const keys = await listKeys(connection);
  // Read after the keys, as `revokeKey` writes it before it deletes one: whoever sees the last key
  // gone also sees that keys are required.
  const required = keys.length > 0 || (await readRequired(connection));
  return { keys, required };
}

/** Makes a key. From then on one is required. */
export async function putKey(connection: Connection, key: ApiKey): Promise<void> {
  const { client, table } = connection;
  await writeRequired(connection, true);
  await client.send(new PutCommand({ TableName: table, Item: { ...apiKeyKey(key.hash), ...key } }));
}

/** Deletes a key; one stays required, even where none is left. False: there was none. */
export async function revokeKey(connection: Connection, hash: string): Promise<boolean> {
  // Also for a key that a deployment has put into the table by itself.
  await writeRequired(connection, true);
  return deleteKey(connection, hash);
}

/** Deletes all keys; none is required any more. */
export async function resetKeys(connection: Connection): Promise<void> {
  for (const { hash } of await listKeys(connection)) await deleteKey(connection, hash);
  await writeRequired(connection, false);
}

async function listKeys({ client, table }: Connection): Promise<ApiKey[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': KEYS_PK, ':prefix': API_KEY_PREFIX },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ hash, name, scopes, createdAt }) => ({ hash, name, scopes, createdAt }));
}

const deleteKey = ({ client, table }: Connection, hash: string): Promise<boolean> =>
  held(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: apiKeyKey(hash),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );

async function readRequired({ client, table }: Connection): Promise<boolean | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: keysRequiredKey, ConsistentRead: true }),
  );
  return Item?.required;
}

async function writeRequired({ client, table }: Connection, required: boolean): Promise<void> {
  await client.send(new PutCommand({ TableName: table, Item: { ...keysRequiredKey, required } }));
}
