import { CatalogError } from '../errors.ts';
import type { UploadRecord } from '../model.ts';
import { readWordList } from '../search/indexing.ts';
import { removePostings, writePostings } from '../search/postings.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { itemKey, wordListKey } from '../table/schema.ts';
import { update } from '../table/update.ts';

const TRIES = 5;

/**
 * Gives an item that a processor created from its original alone, whose file name is therefore its
 * own id, the file name, MIME type and times of its upload. Any other item stays as it is.
 *
 * `listedAt` is part of the keys of the search rows, so these move with it. A crash in between leaves
 * rows that `verify` reports and repairs.
 *
 * @returns whether the item was changed
 * @throws CatalogError `contended`
 */
export async function describeAdopted(
  connection: Connection,
  upload: UploadRecord,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, upload.id);
    if (!item || isTombstone(item) || item.filename !== item.id) return false;
    if (await writeDescription(connection, item, upload)) return true;
  }
  throw new CatalogError('contended', { detail: upload.id });
}

/** False where the item changed meanwhile: a processor may have taken or ended it. */
async function writeDescription(
  connection: Connection,
  item: LivingRecord,
  upload: UploadRecord,
): Promise<boolean> {
  const { id, generation } = item;
  const described = {
    filename: upload.filename,
    mimeType: item.status === 'ready' ? item.mimeType : upload.mimeType,
    size: upload.size,
    createdAt: upload.receivedAt,
    listedAt: `${upload.receivedAt}#${id}`,
  };
  const changed = await update(connection, itemKey(id), {
    set: described,
    when: '#generation = :generation AND #status = :status AND #filename = :id',
    values: { generation, status: item.status, id },
  });
  if (changed) await moveWords(connection, item, { ...item, ...described });
  return changed;
}

async function moveWords(connection: Connection, from: LivingRecord, to: LivingRecord) {
  const list = await readWordList(connection, from);
  if (!list) return;
  await update(connection, wordListKey(to.id, to.generation), { set: { listedAt: to.listedAt } });
  await writePostings(connection, to, list.words);
  await removePostings(connection, from, list.words);
}
