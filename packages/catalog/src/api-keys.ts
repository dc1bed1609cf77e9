import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Connection, held } from './connection.ts';
import type { ApiKey } from './model.ts';
import { apiKeyKey, KEYS_PK } from './schema.ts';

export async function listKeys({ client, table }: Connection): Promise<ApiKey[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': KEYS_PK },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ hash, name, scopes, createdAt }) => ({ hash, name, scopes, createdAt }));
}

export async function putKey({ client, table }: Connection, key: ApiKey): Promise<void> {
  await client.send(new PutCommand({ TableName: table, Item: { ...apiKeyKey(key.hash), ...key } }));
}

/** Takes a key away. False: there was none. */
export function revokeKey({ client, table }: Connection, hash: string): Promise<boolean> {
  return held(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: apiKeyKey(hash),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );
}
