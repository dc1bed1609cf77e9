import type {
  CreateTableCommandInput,
  GlobalSecondaryIndexDescription,
  TableDescription,
} from '@aws-sdk/client-dynamodb';

export type TableShape = Omit<CreateTableCommandInput, 'TableName'>;

/**
 * The keys and indexes of a table in a fixed order, so that shapes can be compared as JSON. dynalite
 * ignores capacity, encryption and point-in-time recovery.
 */
export function tableShape(table: CreateTableCommandInput | TableDescription): TableShape {
  const global = (table.GlobalSecondaryIndexes ?? []).map(index).sort(by('IndexName'));
  const local = (table.LocalSecondaryIndexes ?? []).map(index).sort(by('IndexName'));
  return {
    KeySchema: keySchema(table.KeySchema),
    AttributeDefinitions: (table.AttributeDefinitions ?? [])
      .map(({ AttributeName, AttributeType }) => ({ AttributeName, AttributeType }))
      .sort(by('AttributeName')),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    BillingMode: 'PAY_PER_REQUEST',
  };
}

export const sameShape = (a: TableShape, b: TableShape) => JSON.stringify(a) === JSON.stringify(b);

type Index = Pick<GlobalSecondaryIndexDescription, 'IndexName' | 'KeySchema' | 'Projection'>;

function index({ IndexName, KeySchema, Projection }: Index) {
  return {
    IndexName,
    KeySchema: keySchema(KeySchema),
    Projection: {
      ProjectionType: Projection?.ProjectionType ?? 'ALL',
      ...(Projection?.NonKeyAttributes && {
        NonKeyAttributes: [...Projection.NonKeyAttributes].sort(),
      }),
    },
  };
}

const keySchema = (schema: CreateTableCommandInput['KeySchema'] = []) =>
  schema.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType })).sort(by('KeyType'));

const by =
  <Key extends string>(key: Key) =>
  (a: { [K in Key]?: string | undefined }, b: { [K in Key]?: string | undefined }) =>
    String(a[key]) < String(b[key]) ? -1 : 1;
