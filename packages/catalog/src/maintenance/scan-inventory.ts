import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import type { UploadRecord } from '../model.ts';
import { nameWords } from '../search/item-words.ts';
import { ITEM_WORDS } from '../search/limits.ts';
import type { Posting } from '../search/postings.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone } from '../table/item-record.ts';
import { itemKey, mediaPk, postingPk, UPLOAD_PREFIX, WORD_LIST_PREFIX } from '../table/schema.ts';
import type { UploadRowRef } from '../uploads/upload-rows.ts';

/** A row of the index of words, or an item's own list of them. */
export type WordRow = Pick<Posting, 'pk' | 'sk' | 'id' | 'generation' | 'words'>;

/** An item, and what the rows beside its own say of its words. */
export interface Holding {
  readonly item: ItemRecord;
  /** Those of the file names of this life's uploads, up to as many as search takes. */
  readonly names: ReadonlySet<string>;
  /** Its own list, of this life. */
  readonly list: WordRow | undefined;
}

export interface InventoryPage {
  readonly holdings: readonly Holding[];
  readonly words: readonly WordRow[];
  /** The upload rows of living items whose bytes are stored, and of items without a row of their own. */
  readonly uploads: readonly UploadRowRef[];
  /** Items of which an upload came apart from the item's own row: what is held of them is not whole. */
  readonly apart: readonly MediaId[];
}

type Row = { readonly pk: string; readonly sk: string } & (ItemRecord | UploadRecord | WordRow);
type Open = { item: ItemRecord; names: Set<string>; list: WordRow | undefined };

/**
 * Every item, tombstones included, and every row of search, in one walk through the table, a page of it
 * (1 MB) in memory at a time; items in no order.
 *
 * A scan hands out the rows of a partition one after the other, in the order of their sort keys, so
 * that an item's uploads and its list follow it. This is how DynamoDB lays them out, and no promise:
 * an upload that comes otherwise is told, and a list is then missing from its item.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
 */
export async function* walkInventory({ client, table }: Connection): AsyncGenerator<InventoryPage> {
  const rows = {
    TableName: table,
    FilterExpression:
      'sk = :item OR begins_with(sk, :upload) OR begins_with(sk, :list) OR begins_with(pk, :posting)',
    ExpressionAttributeValues: {
      ':item': itemKey('').sk,
      ':upload': UPLOAD_PREFIX,
      ':list': WORD_LIST_PREFIX,
      ':posting': postingPk(''),
    },
  };
  let open: Open | undefined;
  for await (const { Items = [] } of paginateScan({ client }, rows)) {
    const holdings: Holding[] = [];
    const words: WordRow[] = [];
    const uploads: UploadRowRef[] = [];
    const apart: MediaId[] = [];
    for (const row of Items as Row[]) {
      const itsItem = open && row.pk === mediaPk(open.item.id) ? open : undefined;
      if (isItem(row)) {
        if (open) holdings.push(open);
        open = { item: row, names: new Set(), list: undefined };
      } else if (!isUpload(row)) {
        words.push(row);
        if (itsItem && isListOf(row, itsItem.item)) itsItem.list = row;
      } else {
        const { id, upload } = row;
        if (!itsItem || isStored(itsItem.item)) uploads.push({ id, upload });
        if (itsItem) addNames(itsItem, row);
        else apart.push(id);
      }
    }
    yield { holdings, words, uploads, apart };
  }
  if (open) yield { holdings: [open], words: [], uploads: [], apart: [] };
}

const isItem = (row: Row): row is Row & ItemRecord => row.sk === itemKey('').sk;
const isUpload = (row: Row): row is Row & UploadRecord => row.sk.startsWith(UPLOAD_PREFIX);
const isListOf = (row: WordRow, { generation }: ItemRecord): boolean =>
  row.sk === WORD_LIST_PREFIX + generation;

/** Until the bytes are stored they are in a spool, and so is the record of the upload. */
const isStored = (item: ItemRecord): boolean => !isTombstone(item) && item.status !== 'received';

function addNames({ item, names }: Open, { filename, generation }: UploadRecord): void {
  if (generation !== item.generation || names.size >= ITEM_WORDS) return;
  for (const word of nameWords(filename)) names.add(word);
}
