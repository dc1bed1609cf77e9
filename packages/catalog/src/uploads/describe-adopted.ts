import { CatalogError } from '../errors.ts';
import { WRITE_ATTEMPTS } from '../limits.ts';
import type { UploadRecord } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { namesOf } from './names.ts';

/**
 * Describes an adopted item, which a processor created from the original alone: its file name is its
 * own id.
 */
export async function describeAdopted(
  connection: Connection,
  upload: UploadRecord,
): Promise<boolean> {
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, upload.id);
    if (!item || isTombstone(item) || item.filename !== item.id) return false;
    if (await writeDescription(connection, item, upload)) return true;
  }
  throw new CatalogError('contended', { detail: upload.id });
}

/** Returns false where the item changed in the meantime: a processor may have claimed or settled it. */
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
  const sameGeneration = '#generation = :generation';
  const sameStatus = '#status = :status';
  const isAdopted = '#filename = :id';
  return changeItem(connection, id, {
    set: { ...described, ...namesOf(upload.filename) },
    when: `${sameGeneration} AND ${sameStatus} AND ${isAdopted}`,
    values: { generation, status: item.status, id },
  });
}
