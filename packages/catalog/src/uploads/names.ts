import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { RECORD_NAMES } from '../limits.ts';
import type { UploadRecord } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { mediaPk, UPLOAD_PREFIX } from '../table/schema.ts';

/** The first file name of an item, as an addition to its record. A set holds no empty string. */
export const namesOf = (filename: string): { names?: ReadonlySet<string> } =>
  filename === '' ? {} : { names: new Set([filename]) };

/**
 * Adds the file name of a further upload to the item record, from where an index takes it. A name that
 * the record has, or that is above the limit, is no change of the item. A record of an earlier release
 * gets the names of all its uploads.
 */
export async function addName(
  connection: Connection,
  item: LivingRecord,
  filename: string,
): Promise<void> {
  const { id, generation, names } = item;
  if (filename === '' || names?.has(filename) || (names?.size ?? 0) >= RECORD_NAMES) return;
  const isAlive = '#generation = :generation AND NOT #status IN (:deleting, :deleted)';
  const hasRoom = '(NOT contains(#names, :name) AND size(#names) < :most)';
  await changeItem(connection, id, {
    set: {},
    add: names ? namesOf(filename) : { names: await uploadedNames(connection, item) },
    when: `${isAlive} AND (attribute_not_exists(#names) OR ${hasRoom})`,
    values: {
      generation,
      deleting: 'deleting',
      deleted: 'deleted',
      name: filename,
      most: RECORD_NAMES,
    },
  });
}

/** Reads the file names of an item from its upload rows, up to `RECORD_NAMES`. */
export async function uploadedNames(
  { client, table }: Connection,
  { id, generation, filename }: LivingRecord,
): Promise<ReadonlySet<string>> {
  const names = new Set([filename]);
  const uploads = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :upload)',
    ExpressionAttributeValues: { ':pk': mediaPk(id), ':upload': UPLOAD_PREFIX },
  };
  for await (const { Items = [] } of paginateQuery({ client }, uploads)) {
    for (const upload of Items as UploadRecord[]) {
      if (upload.generation === generation && names.size < RECORD_NAMES) names.add(upload.filename);
    }
    if (names.size >= RECORD_NAMES) break;
  }
  names.delete('');
  return names;
}
