import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface ConnectionOptions {
  readonly table: string;
  /** The caller opens this client, with its time-outs and retries, and destroys it. */
  readonly dynamodb: DynamoDBClient;
}

/** The table, and the client by which every function of this package reads and writes it. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

export const connect = ({ table, dynamodb }: ConnectionOptions): Connection => ({
  client: DynamoDBDocumentClient.from(dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  }),
  table,
});

/** Awaits a conditional write. @returns whether its condition was met */
export async function conditionMet(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
