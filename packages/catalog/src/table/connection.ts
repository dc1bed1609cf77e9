import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface ConnectionOptions {
  readonly table: string;
  readonly region?: string;
  /** How long one try of one request may take; five seconds unless told. */
  readonly requestTimeoutMs?: number;
  /** Tries of one request in all, the SDK's backoff between them; three unless told. */
  readonly maxAttempts?: number;
  /** A client that is there already; its own settings count then. */
  readonly dynamodb?: DynamoDBClient;
}

/** The table, and the client that every function of the catalog reads and writes it by. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

export function connect(options: ConnectionOptions): Connection {
  const client = DynamoDBDocumentClient.from(options.dynamodb ?? openClient(options), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, table: options.table };
}

const openClient = ({
  region,
  requestTimeoutMs = 5_000,
  maxAttempts = 3,
}: ConnectionOptions): DynamoDBClient =>
  new DynamoDBClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts,
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });

/** Runs a conditional write: true where its condition held, false where it did not. */
export async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
