import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Connection, conditionMet } from './connection.ts';

export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  /** Set only where the record has no such attribute. */
  readonly setIfAbsent?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Members to add to set attributes, which hold each member once, or numbers to add to numbers. */
  readonly add?: Readonly<Record<string, ReadonlySet<string> | number>>;
  /** The condition, with attributes as `#name` and values as `:name`. Without one, the write always happens. */
  readonly when?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The key of any record but an item's own, which `changeItem` and `changeInternals` change. */
type ChildKey = Readonly<{ pk: string; sk: `${string}#${string}` }>;

/** Changes one record, not an item's own, if its condition is met. @returns whether it was met */
export const update = (connection: Connection, key: ChildKey, change: Change): Promise<boolean> =>
  write(connection, key, change);

/**
 * Changes one record if its condition is met. @returns whether it was met
 *
 * Every attribute has an alias, because some of the names are reserved words of DynamoDB.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
 */
export function write(
  { client, table }: Connection,
  key: Readonly<Record<string, string>>,
  { set, setIfAbsent = {}, remove = [], add = {}, when, values = {} }: Change,
): Promise<boolean> {
  const assignments = [
    ...Object.keys(set).map((name) => `#${name} = :set_${name}`),
    ...Object.keys(setIfAbsent).map((name) => `#${name} = if_not_exists(#${name}, :set_${name})`),
  ];
  const removals = remove.map((name) => `#${name}`);
  const additions = Object.keys(add).map((name) => `#${name} :add_${name}`);
  const expression = [
    `SET ${assignments.join(', ')}`,
    ...(removals.length > 0 ? [`REMOVE ${removals.join(', ')}`] : []),
    ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
  ].join(' ');
  const names = new Set(`${expression} ${when ?? ''}`.match(/#\w+/g));
  return conditionMet(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        ConditionExpression: when,
        UpdateExpression: expression,
        ExpressionAttributeNames: Object.fromEntries(
          [...names].map((alias) => [alias, alias.slice(1)]),
        ),
        ExpressionAttributeValues: {
          ...prefixed(':set_', { ...set, ...setIfAbsent }),
          ...prefixed(':add_', add),
          ...prefixed(':', values),
        },
      }),
    ),
  );
}

const prefixed = (prefix: string, values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
