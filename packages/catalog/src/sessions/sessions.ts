import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { FORMAT } from '../model.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { SESSION_PREFIX, SESSIONS_PK, schema, sessionKey } from '../table/schema.ts';

/** A browser that is signed in with a key. */
export interface Session {
  /** SHA-256 of the session's token, in hexadecimal; the token itself is not stored. */
  readonly id: string;
  /** SHA-256 of the key's token. The session has the scopes of the key, and ends with it. */
  readonly keyHash: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly until: string;
  readonly address?: string;
  readonly userAgent?: string;
}

export async function putSession({ client, table }: Connection, session: Session): Promise<void> {
  const expiry = Math.ceil(Date.parse(session.until) / 1000);
  await client.send(
    new PutCommand({
      TableName: table,
      Item: { ...sessionKey(session.id), ...session, [schema.expiry]: expiry, format: FORMAT },
    }),
  );
}

export async function readSession(
  { client, table }: Connection,
  id: string,
): Promise<Session | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: sessionKey(id), ConsistentRead: true }),
  );
  return Item && isValid(Item) ? toSession(Item) : undefined;
}

export async function readSessions({ client, table }: Connection): Promise<readonly Session[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': SESSIONS_PK, ':prefix': SESSION_PREFIX },
      ConsistentRead: true,
    }),
  );
  const sessions = Items.filter(isValid).map(toSession);
  return sessions.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

export function deleteSession({ client, table }: Connection, id: string): Promise<boolean> {
  const sessionExists = 'attribute_exists(pk)';
  return conditionMet(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: sessionKey(id),
        ConditionExpression: sessionExists,
      }),
    ),
  );
}

/** DynamoDB deletes rows some days after their expiry. */
const isValid = ({ until }: Record<string, unknown>): boolean =>
  Date.parse(String(until)) > Date.now();

function toSession(row: Record<string, unknown>): Session {
  const { pk: _pk, sk: _sk, format: _format, [schema.expiry]: _expiry, ...session } = row;
  return session as unknown as Session;
}
