import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CheckMetadata } from '../check-metadata.ts';

export interface ConnectionOptions {
  readonly table: string;
  /** The caller opens this client, with its time-outs and retries, and destroys it. */
  readonly dynamodb: DynamoDBClient;
  /** Checks the metadata of each completed item; the tests give `checkMetadata`. */
  readonly checkMetadata?: CheckMetadata | undefined;
}

/** The table, and the client by which every function of this package reads and writes it. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly checkMetadata: CheckMetadata | undefined;
}

export const connect = ({ table, dynamodb, checkMetadata }: ConnectionOptions): Connection => ({
  client: DynamoDBDocumentClient.from(dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  }),
  table,
  checkMetadata,
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
