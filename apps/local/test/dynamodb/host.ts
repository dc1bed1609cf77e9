import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const table = 'catalog';

/** A table with the keys `pk` and `sk` and an index by `kind` and `date`. */
export const schema: CreateTableCommandInput = {
  TableName: table,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'kind', 'date'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [
        { AttributeName: 'kind', KeyType: 'HASH' },
        { AttributeName: 'date', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

export function connect(endpoint: string, maxAttempts = 1): DynamoDBClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts });
}

const hosts = new Set<ChildProcess>();

/**
 * Starts a server script in a child process.
 * @param maxFileKiB the maximum size of the files it writes: writing beyond fails with EFBIG until
 * `lift`
 */
export async function spawnHost(script: string, dir: string, maxFileKiB?: number) {
  const limit = maxFileKiB === undefined ? '' : `ulimit -S -f ${maxFileKiB}; `;
  const path = fileURLToPath(new URL(script, import.meta.url));
  const host = spawn('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, path, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  hosts.add(host);
  const exit = once(host, 'exit');
  const [endpoint] = (await Promise.race([
    once(createInterface(host.stdout), 'line'),
    exit.then(([code]) => Promise.reject(new Error(`the host ended with ${code}`))),
  ])) as [string];
  return {
    endpoint,
    lift: () => execFileSync('prlimit', ['--pid', String(host.pid), '--fsize=unlimited:unlimited']),
    /** Resident memory in MiB. */
    async memory(): Promise<number> {
      const status = await readFile(`/proc/${host.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async kill(): Promise<void> {
      host.kill('SIGKILL');
      await exit;
      hosts.delete(host);
    },
  };
}

export function killHosts(): void {
  for (const host of hosts) host.kill('SIGKILL');
  hosts.clear();
}
