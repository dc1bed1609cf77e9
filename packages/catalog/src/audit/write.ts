import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { FORMAT } from '../model.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { auditKey, schema } from '../table/schema.ts';
import { update } from '../table/update.ts';
import type { AuditEntry, AuditPolicy, UploadRef } from './entry.ts';

const DAY_SECONDS = 24 * 3600;

export async function audit(
  { client, table }: Connection,
  entry: AuditEntry,
  { days, forgetsNames }: AuditPolicy,
): Promise<void> {
  const entryIsNew = 'attribute_not_exists(pk)';
  const expiry = Math.floor(Date.parse(entry.at) / 1000) + days * DAY_SECONDS;
  await conditionMet(
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
        ConditionExpression: entryIsNew,
      }),
    ),
  );
}

/** The only change that ever happens to an entry. */
export async function forgetNames(
  connection: Connection,
  uploads: readonly UploadRef[],
): Promise<void> {
  const policyForgetsName = '#forgetsName = :true';
  for (const { upload, receivedAt } of uploads) {
    await update(connection, auditKey(receivedAt, upload), {
      set: { forgetsName: false },
      remove: ['filename'],
      when: policyForgetsName,
      values: { true: true },
    });
  }
}
