import { join } from 'node:path';
import { diskFault } from '../aws-json/errors.ts';
import { limits } from '../aws-json/limits.ts';
import { startJsonServer } from '../aws-json/server.ts';
import type { Credentials } from '../sigv4/canonical.ts';
import { makeFolder } from '../sqlite/folder.ts';
import { createHandler } from './handler.ts';
import { migrateLevelDb } from './migrate.ts';
import { openRecords, type Records } from './records.ts';
import { repairTables } from './repair.ts';
import { createStore } from './store.ts';

export interface DynamoDbOptions {
  /** Folder of the database; created if missing. One server at a time. */
  readonly dir: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The credentials required of every request. Without them, requests need no signature. */
  readonly credentials?: Credentials;
  readonly log?: (line: object) => void;
}

export interface DynamoDbServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Starts dynalite as the embedded DynamoDB, on SQLite. The writes of a request are committed in one
 * transaction before the response is sent. If the disk fails, the SDK retries the request.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDbServer> {
  const { dir, host = '127.0.0.1', port = 0, credentials, log = () => {} } = options;
  await makeFolder(dir);
  const records = openRecords(join(dir, 'dynamodb.sqlite'));
  try {
    await migrateLevelDb(dir, records);
    repairTables(records);
    await records.settled();
    const server = await startJsonServer({
      host,
      port,
      access: credentials && { service: 'dynamodb', credentials },
      maxBodyBytes: limits.dynamoDbBodyBytes,
      handle: handler(records, dir, log),
    });
    return {
      endpoint: server.endpoint,
      async close() {
        await server.close();
        records.close();
      },
    };
  } catch (error) {
    records.close();
    throw error;
  }
}

function handler(records: Records, dir: string, log: (line: object) => void) {
  const onFault = (err: unknown) => log({ level: 'error', msg: diskFault, dir, err });
  const dynalite = createHandler(createStore({ records, onFault }));
  return async (request: Parameters<typeof dynalite>[0]) => {
    const answer = dynalite(request);
    // Get the current group before other code runs: it contains this request's writes and the writes
    // that it may have read.
    const settled = records.settled();
    settled.catch(onFault);
    return settled.then(() => answer);
  };
}

export { ensureTable } from './tables.ts';
