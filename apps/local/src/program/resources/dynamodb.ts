import { ensureTable } from '../../dynamodb/tables.ts';
import type { CreateResource } from '../declared-resources.ts';

interface IndexInput {
  readonly name: string;
  readonly hashKey: string;
  readonly rangeKey?: string;
  readonly projectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly nonKeyAttributes?: string[];
}

const keySchema = ({ hashKey, rangeKey }: { hashKey: string; rangeKey?: string }) => [
  { AttributeName: hashKey, KeyType: 'HASH' as const },
  ...(rangeKey ? [{ AttributeName: rangeKey, KeyType: 'RANGE' as const }] : []),
];

export const table: CreateResource = async ({ dynamodb, region, accountId }, { name, inputs }) => {
  const made: string = inputs.name ?? name;
  await ensureTable(dynamodb, {
    TableName: made,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(inputs),
    AttributeDefinitions: inputs.attributes.map((attribute: { name: string; type: 'S' }) => ({
      AttributeName: attribute.name,
      AttributeType: attribute.type,
    })),
    GlobalSecondaryIndexes: inputs.globalSecondaryIndexes.map((index: IndexInput) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: {
        ProjectionType: index.projectionType,
        ...(index.nonKeyAttributes ? { NonKeyAttributes: index.nonKeyAttributes } : {}),
      },
    })),
  });
  return { id: made, name: made, arn: `arn:aws:dynamodb:${region}:${accountId}:table/${made}` };
};
