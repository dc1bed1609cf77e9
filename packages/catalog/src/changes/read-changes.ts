import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { defined } from '@galeria/media';
import { CHANGES_PAGE } from '../limits.ts';
import type { Connection } from '../table/connection.ts';
import type { Stamp } from '../table/item-record.ts';
import { CHANGE_SHARDS, changeShard, mediaPk, schema } from '../table/schema.ts';

/** The last change of an item, as the index `changes` lists it. */
export interface ItemChangeEntry extends Stamp {
  readonly id: MediaId;
}

type Row = Stamp & { readonly pk: string };
type Start = Readonly<Record<string, unknown>>;

/**
 * Reads one page of each partition at a time. An item that changes in the meantime moves to the end of
 * its partition, where it is read, once more or for the first time.
 */
export async function* readChanges(
  connection: Connection,
  { since }: { readonly since: string },
): AsyncGenerator<ItemChangeEntry[]> {
  let open: { shard: string; start?: Start }[] = Array.from(
    { length: CHANGE_SHARDS },
    (_, shard) => ({
      shard: changeShard(shard),
    }),
  );
  while (open.length > 0) {
    const pages = await Promise.all(
      open.map(async ({ shard, start }) => ({
        shard,
        ...(await readPage(connection, shard, since, start)),
      })),
    );
    const entries = pages.flatMap(({ rows }) => rows.map(toEntry));
    if (entries.length > 0) yield entries;
    open = pages.flatMap(({ shard, next }) => (next ? [{ shard, start: next }] : []));
  }
}

async function readPage(
  { client, table }: Connection,
  shard: string,
  since: string,
  start: Start | undefined,
): Promise<{ rows: Row[]; next?: Start }> {
  const index = schema.indexes[1];
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: '#hash = :hash AND #range >= :since',
      ExpressionAttributeNames: { '#hash': index.hashKey, '#range': index.rangeKey },
      ExpressionAttributeValues: { ':hash': shard, ':since': since },
      Limit: CHANGES_PAGE,
      ExclusiveStartKey: start,
    }),
  );
  return defined({ rows: Items as Row[], next: LastEvaluatedKey });
}

const toEntry = ({ pk, version, changedAt, stampedAt }: Row): ItemChangeEntry => ({
  id: pk.slice(mediaPk('').length),
  ...defined({ version, changedAt, stampedAt }),
});
