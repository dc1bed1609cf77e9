import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

// Measures writes per second to the embedded DynamoDB by number of clients. Each write has one index
// entry. `node apps/local/bench/dynamodb-writes.ts [<serve.ts>]`; the argument is the
// test/dynamodb/serve.ts of another checkout to compare with.
const script = resolve(process.argv[2] ?? join(import.meta.dirname, '../test/dynamodb/serve.ts'));
const seconds = 4;

const dir = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
const host = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
const [endpoint] = (await once(createInterface(host.stdout), 'line')) as [string];

async function ask(operation: string, request: object): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20261121T222500Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=bench, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(request),
  });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

await ask('CreateTable', {
  TableName: 'bench',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: ['pk', 'kind'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
});

let written = 0;
async function write(until: number): Promise<void> {
  while (performance.now() < until) {
    const Item = {
      pk: { S: `item ${written++}` },
      kind: { S: 'image' },
      text: { S: 'x'.repeat(1000) },
    };
    await ask('PutItem', { TableName: 'bench', Item });
  }
}

for (const clients of [1, 16, 64]) {
  const before = written;
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, () => write(until)));
  const rate = (written - before) / ((performance.now() - start) / 1000);
  console.log(`${clients} clients: ${Math.round(rate)} writes/s`);
}
host.kill();
await rm(dir, { recursive: true, force: true });
