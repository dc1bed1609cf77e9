import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { FORMAT } from '../model.ts';
import { type Connection, held } from '../table/connection.ts';
import { auditKey, schema } from '../table/schema.ts';
import { update } from '../table/update.ts';
import type { AuditEntry, AuditPolicy, UploadRef } from './entry.ts';

const DAY_SECONDS = 24 * 3600;

/** Writes an entry, unless it is there already: what is written is never changed. */
export async function audit(
  { client, table }: Connection,
  entry: AuditEntry,
  { days, forgetsNames }: AuditPolicy,
): Promise<void> {
  const expiry = Math.floor(Date.parse(entry.at) / 1000) + days * DAY_SECONDS;
  await held(
    client.send(
      new PutCommand({
        TableName: table,
        Item: {
          ...auditKey(entry.at, entry.entry),
          ...entry,
          [schema.expiry]: expiry,
          ...(forgetsNames && entry.filename !== undefined ? { forgetsName: true } : {}),
          format: FORMAT,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
}

/**
 * Takes the file names of deleted uploads out of their entries, where the policy that these were
 * written under says so: the one thing that ever changes in an entry.
 */
export async function forgetNames(
  connection: Connection,
  uploads: readonly UploadRef[],
): Promise<void> {
  for (const { upload, receivedAt } of uploads) {
    await update(connection, auditKey(receivedAt, upload), {
      set: { forgetsName: false },
      remove: ['filename'],
      when: '#forgetsName = :true',
      values: { true: true },
    });
  }
}
