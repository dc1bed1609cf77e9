import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { UploadRecord } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone } from '../table/item-record.ts';
import { itemKey, UPLOAD_PREFIX } from '../table/schema.ts';
import type { UploadRowRef } from '../uploads/upload-rows.ts';

export interface InventoryPage {
  readonly items: readonly ItemRecord[];
  /** The upload rows of items whose original is stored, and upload rows without an item. */
  readonly uploads: readonly UploadRowRef[];
}

type Row = { readonly pk: string; readonly sk: string } & (ItemRecord | UploadRecord);

/**
 * Scans the table once, with one page (1 MB) in memory at a time.
 *
 * A scan returns the rows of a partition together, in the order of their sort keys, so the uploads of an
 * item follow it. This is how DynamoDB stores them, but not guaranteed: a displaced upload row counts as
 * one without an item.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
 */
export async function* scanInventory({ client, table }: Connection): AsyncGenerator<InventoryPage> {
  const rows = {
    TableName: table,
    FilterExpression: 'sk = :item OR begins_with(sk, :upload)',
    ExpressionAttributeValues: { ':item': itemKey('').sk, ':upload': UPLOAD_PREFIX },
  };
  let last: ItemRecord | undefined;
  for await (const { Items = [] } of paginateScan({ client }, rows)) {
    const items: ItemRecord[] = [];
    const uploads: UploadRowRef[] = [];
    for (const row of Items as Row[]) {
      if (isItem(row)) {
        last = row;
        items.push(row);
      } else {
        const { id, upload } = row;
        if (id !== last?.id || isStored(last)) uploads.push({ id, upload });
      }
    }
    yield { items, uploads };
  }
}

const isItem = (row: Row): row is Row & ItemRecord => row.sk === itemKey('').sk;

/** Until the original is stored, a spool holds it together with the upload record. */
const isStored = (item: ItemRecord): boolean => !isTombstone(item) && item.status !== 'received';
