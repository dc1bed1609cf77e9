import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { CLEANUP } from '../limits.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { cleanupKey, itemKey } from '../table/schema.ts';
import { write } from '../table/update.ts';

/** The key of a search row, or of an item with attributes, that only earlier releases read. */
export interface ObsoleteRow {
  readonly pk: string;
  readonly sk: string;
}

/** Attributes of items that fed the listing indexes of earlier releases. */
export const OBSOLETE_ATTRIBUTES = ['shelf'] as const;

/** Selects the search rows of a table: the items of a word, and the words of an item. */
export const searchRows = {
  filter: 'begins_with(pk, :word) OR begins_with(sk, :words)',
  values: { ':word': 'WORD#', ':words': 'WORDS#' },
} as const;

/** Whether a row of a scan for items and search rows is obsolete, or has obsolete attributes. */
export const isObsolete = (row: ObsoleteRow): boolean =>
  row.sk !== itemKey('').sk || OBSOLETE_ATTRIBUTES.some((name) => name in row);

export async function removeObsolete(
  connection: Connection,
  rows: readonly ObsoleteRow[],
): Promise<void> {
  await pMap(rows, (row) => removeOne(connection, row), { concurrency: CLEANUP.concurrency });
}

async function removeOne(connection: Connection, row: ObsoleteRow): Promise<void> {
  if (row.sk === itemKey('').sk) await removeAttributes(connection, row);
  else await removeRow(connection, row);
}

const removeRow = ({ client, table }: Connection, { pk, sk }: ObsoleteRow) =>
  client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));

/** The item keeps its version: no reader of changes knows these attributes. */
const removeAttributes = ({ client, table }: Connection, { pk, sk }: ObsoleteRow) =>
  conditionMet(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk, sk },
        UpdateExpression: `REMOVE ${OBSOLETE_ATTRIBUTES.join(', ')}`,
        ConditionExpression: OBSOLETE_ATTRIBUTES.map((name) => `attribute_exists(${name})`).join(
          ' OR ',
        ),
      }),
    ),
  );

export const leaseCleanup = (
  connection: Connection,
  owner: string,
  now: number = Date.now(),
): Promise<boolean> => {
  const isFree = 'attribute_not_exists(#leaseUntil)';
  // A lease that ends later than any can was granted by a wrong clock.
  const isLapsed = '#leaseUntil < :now OR #leaseUntil > :latestEnd';
  const leaseUntil = now + CLEANUP.leaseMs;
  return write(connection, cleanupKey, {
    set: { leaseOwner: owner, leaseUntil },
    when: `${isFree} OR ${isLapsed} OR #leaseOwner = :owner`,
    values: { now, latestEnd: leaseUntil + CLEANUP.leaseMs, owner },
  });
};

export const endCleanup = ({ client, table }: Connection, owner: string): Promise<boolean> =>
  conditionMet(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: cleanupKey,
        ConditionExpression: 'leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner },
      }),
    ),
  );
