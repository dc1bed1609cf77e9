/**
 * Writes the OpenAPI document of the uploader's routes to `packages/api/openapi.json`, and the client
 * types generated from it.
 *
 * usage: pnpm --filter @galeria/uploader openapi
 */
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { pino } from 'pino';
import { type AppOptions, buildApp } from './src/app.ts';

/** The document that the server serves, formatted. Building the routes makes no network calls. */
export async function readDocument(onRoute?: AppOptions['onRoute']): Promise<string> {
  const unused = {} as never;
  const app = await buildApp({
    cloud: unused,
    spool: unused,
    shipper: unused,
    readModel: unused,
    keys: unused,
    addressPrecision: 'none',
    host: '127.0.0.1',
    maxFileBytes: 0,
    kindMaxBytes: {},
    maxFiles: 1,
    binDays: 0,
    tusExpiresMs: 1_000,
    corsOrigins: [],
    proxies: { networks: [], hops: 0 },
    signing: undefined,
    connections: 1,
    headersMs: 1_000,
    idleMs: 1_000,
    requestMs: 1_000,
    minimumRate: { graceMs: 1_000, bytesPerSecond: 0 },
    log: pino({ level: 'silent' }),
    ...(onRoute && { onRoute }),
  } satisfies AppOptions);
  try {
    await app.ready();
    return `${JSON.stringify(app.swagger(), undefined, 2)}\n`;
  } finally {
    await app.close();
  }
}

/** The types of `paths` and `components`, as TypeScript. */
export async function clientTypes(document: string): Promise<string> {
  const types = astToString(await openapiTS(JSON.parse(document), { enum: false }));
  return `// Generated from openapi.json by \`pnpm --filter @galeria/uploader openapi\`.\n\n${types}`;
}

if (import.meta.main) {
  const api = new URL('../../packages/api/', import.meta.url);
  const document = await readDocument();
  await writeFile(new URL('openapi.json', api), document);
  await writeFile(new URL('src/client/schema.ts', api), await clientTypes(document));
}
