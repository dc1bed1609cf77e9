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

/** A posting, or the word list of an item. */
export type WordRow = Pick<Posting, 'pk' | 'sk' | 'id' | 'generation' | 'words'>;

/** An item with the words of its child records. */
export interface ScannedItem {
  readonly item: ItemRecord;
  /** Words of the file names of this generation's uploads, up to the limit of search. */
  readonly names: ReadonlySet<string>;
  /** The word list of this generation. */
  readonly list: WordRow | undefined;
}

export interface InventoryPage {
  readonly items: readonly ScannedItem[];
  readonly words: readonly WordRow[];
  /** The upload rows of items whose original is stored, and upload rows without an item. */
  readonly uploads: readonly UploadRowRef[];
  /** Items with an upload row that did not follow the item's own row: their scanned words lack it. */
  readonly incomplete: readonly MediaId[];
}

type Row = { readonly pk: string; readonly sk: string } & (ItemRecord | UploadRecord | WordRow);
type OpenItem = { item: ItemRecord; names: Set<string>; list: WordRow | undefined };

/**
 * Scans the table once, with one page (1 MB) in memory at a time.
 *
 * A scan returns the rows of a partition together, in the order of their sort keys, so the uploads and
 * the word list of an item follow it. This is how DynamoDB stores them, but not guaranteed: an item with
 * a displaced upload row is reported as `incomplete`; a displaced word list is missing from its item.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
 */
export async function* scanInventory({ client, table }: Connection): AsyncGenerator<InventoryPage> {
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
  let open: OpenItem | undefined;
  for await (const { Items = [] } of paginateScan({ client }, rows)) {
    const items: ScannedItem[] = [];
    const words: WordRow[] = [];
    const uploads: UploadRowRef[] = [];
    const incomplete: MediaId[] = [];
    for (const row of Items as Row[]) {
      const parent = open && row.pk === mediaPk(open.item.id) ? open : undefined;
      if (isItem(row)) {
        if (open) items.push(open);
        open = { item: row, names: new Set(), list: undefined };
      } else if (!isUpload(row)) {
        words.push(row);
        if (parent && isListOf(row, parent.item)) parent.list = row;
      } else {
        const { id, upload } = row;
        if (!parent || isStored(parent.item)) uploads.push({ id, upload });
        if (parent) addNames(parent, row);
        else incomplete.push(id);
      }
    }
    yield { items, words, uploads, incomplete };
  }
  if (open) yield { items: [open], words: [], uploads: [], incomplete: [] };
}

const isItem = (row: Row): row is Row & ItemRecord => row.sk === itemKey('').sk;
const isUpload = (row: Row): row is Row & UploadRecord => row.sk.startsWith(UPLOAD_PREFIX);
const isListOf = (row: WordRow, { generation }: ItemRecord): boolean =>
  row.sk === WORD_LIST_PREFIX + generation;

/** Until the original is stored, a spool holds it together with the upload record. */
const isStored = (item: ItemRecord): boolean => !isTombstone(item) && item.status !== 'received';

function addNames({ item, names }: OpenItem, { filename, generation }: UploadRecord): void {
  if (generation !== item.generation || names.size >= ITEM_WORDS) return;
  for (const word of nameWords(filename)) names.add(word);
}
