import { schema } from './schema.ts';

/**
 * The query for items by their attribute `unsettled`, oldest change first.
 *
 * @param before RFC 3339; only items whose last change is older
 */
export function unsettledQuery(table: string, value: string, before?: string) {
  const { name, hashKey, rangeKey } = schema.indexes[0];
  const query = { TableName: table, IndexName: name };
  if (before === undefined) {
    return {
      ...query,
      KeyConditionExpression: '#hash = :hash',
      ExpressionAttributeNames: { '#hash': hashKey },
      ExpressionAttributeValues: { ':hash': value },
    };
  }
  return {
    ...query,
    KeyConditionExpression: '#hash = :hash AND #range < :before',
    ExpressionAttributeNames: { '#hash': hashKey, '#range': rangeKey },
    ExpressionAttributeValues: { ':hash': value, ':before': before },
  };
}
