import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { requireAccessKey } from '../access-key.ts';
import { repairTables } from './repair.ts';

export interface DynamoDbOptions {
  /** Folder of the database; created if missing. One server at a time. */
  readonly dir: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Whose requests alone are answered; everybody's where it is left out. */
  readonly accessKeyId?: string;
}

export interface DynamoDbServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts dynalite as the embedded DynamoDB, on disk. */
export async function startDynamoDb({
  dir,
  host = '127.0.0.1',
  port = 0,
  accessKeyId,
}: DynamoDbOptions): Promise<DynamoDbServer> {
  await mkdir(dir, { recursive: true });
  await repairTables(dir);
  const server = dynalite({ path: dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // dynalite throws what a request reports, from an event handler: a client that is killed in the
  // middle of a request would take the host with it. This listener runs after dynalite's own.
  server.on('request', (request) => {
    request.removeAllListeners('error');
    request.on('error', () => request.destroy());
  });
  if (accessKeyId !== undefined) requireAccessKey(server, accessKeyId);
  server.listen(port, host);
  await once(server, 'listening');
  const endpoint = `http://${host}:${(server.address() as AddressInfo).port}`;
  await touch(endpoint, accessKeyId);
  return {
    endpoint,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

/** dynalite opens its database, and locks it, behind the listening server: one answer means it has. */
async function touch(endpoint: string, accessKeyId = 'local'): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(new ListTablesCommand({ Limit: 1 }));
  client.destroy();
}

export { ensureTable } from './tables.ts';
