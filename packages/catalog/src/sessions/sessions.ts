import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { FORMAT } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { contentOf, deleteRow, readRow, readRows } from '../table/rows.ts';
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
  connection: Connection,
  id: string,
): Promise<Session | undefined> {
  const row = await readRow(connection, sessionKey(id));
  return row && isValid(row) ? toSession(row) : undefined;
}

export async function readSessions(connection: Connection): Promise<readonly Session[]> {
  const rows = await readRows(connection, { pk: SESSIONS_PK, prefix: SESSION_PREFIX });
  const sessions = rows.filter(isValid).map(toSession);
  return sessions.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

export const deleteSession = (connection: Connection, id: string): Promise<boolean> =>
  deleteRow(connection, sessionKey(id));

/** DynamoDB deletes rows some days after their expiry. */
const isValid = ({ until }: Record<string, unknown>): boolean =>
  Date.parse(String(until)) > Date.now();

const toSession = (row: Record<string, unknown>): Session => contentOf(row) as unknown as Session;
