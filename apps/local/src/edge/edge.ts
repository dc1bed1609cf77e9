import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Client } from '@aws-sdk/client-s3';
import { hostName, isLoopback } from '@galeria/uploader/loopback';
import type { CellProcess } from '../cells/cell.ts';
import { LocalError } from '../errors.ts';
import type { DeclaredResources } from '../program/declared-resources.ts';
import { type Keys, mayRead } from './access.ts';
import { behaviourOf } from './behaviours.ts';
import { serveFromCell } from './cells-origin.ts';
import { setCorsHeaders } from './cors.ts';
import { isCrossSite } from './cross-site.ts';
import { serveFromBucket } from './gallery-origin.ts';
import { CELL_REQUEST_MS, REQUEST_MARGIN_MS } from './limits.ts';
import { cellsOf } from './listener.ts';
import { refuse } from './refuse.ts';

export interface EdgeOptions {
  readonly port: number;
  readonly declared: DeclaredResources;
  readonly s3: S3Client;
  readonly cells: readonly CellProcess[];
  /** The API keys, from a key store like that of the cells. */
  readonly keys: Keys;
  /** The origins of other sites whose pages may read what the edge answers. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** How long the cells let a request take; `CELL_REQUEST_MS` unless told. */
  readonly cellRequestMs?: number | undefined;
}

/** The public port: CloudFront's place, with the distribution's own behaviours. Caches nothing. */
export async function startEdge({
  port,
  declared,
  s3,
  cells,
  keys,
  corsOrigins = [],
  cellRequestMs = CELL_REQUEST_MS,
}: EdgeOptions) {
  let turn = 0;
  /** The cells that a rule chooses, or all, that are up: one after the other, as the load balancer would. */
  const nextCell = (path: string, request: IncomingMessage) => {
    const chosen = cellsOf(declared, path, request);
    const up = cells
      .filter(({ name }) => chosen === undefined || chosen.includes(name))
      .map((cell) => cell.address())
      .filter((address) => address !== undefined);
    return up[turn++ % up.length];
  };

  const requestTimeout = cellRequestMs + REQUEST_MARGIN_MS;
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    // Neither an <img> nor a fetch of another site gets to see anything of an answer.
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    setCorsHeaders(request, response, corsOrigins);
    if (!isLoopbackHost(request)) return refuse(response, 403, 'host-forbidden');
    if (isCrossSite(request, corsOrigins)) return refuse(response, 403, 'cross-site-forbidden');
    const path = (request.url ?? '/').split('?')[0] as string;
    const behaviour = behaviourOf(declared.behaviours, path);
    if (!behaviour?.methods.includes(request.method ?? '')) {
      return refuse(response, 405, 'method-not-allowed', {
        allow: behaviour?.methods.join(', ') ?? '',
      });
    }
    const bucket = declared.bucketDomains.get(declared.origins.get(behaviour.originId) ?? '');
    if (!bucket) return serveFromCell(nextCell(path, request), request, response);
    // `new URL` resolves `..`, so the checked path is the served one.
    const url = new URL(request.url ?? '/', 'http://edge');
    if (!mayRead(request, url, behaviour, declared, keys)) {
      return refuse(response, 403, 'access-denied');
    }
    return serveFromBucket(s3, bucket, url.pathname, request, response);
  };
  const server = createServer({ requestTimeout }, async (request, response) => {
    try {
      await serve(request, response);
    } catch {
      // No request may end the host: a target that is not a path, for example, is no valid URL.
      if (response.headersSent) response.destroy();
      else refuse(response, 400, 'bad-request');
    }
  });
  await listen(server, port);
  return {
    /** Milliseconds. */
    requestTimeout: server.requestTimeout,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      await closed;
    },
  };
}

/**
 * A page elsewhere can make a browser send requests here under a name of its own (DNS rebinding);
 * only loopback names are ours.
 */
const isLoopbackHost = ({ headers }: IncomingMessage): boolean =>
  isLoopback(hostName(headers.host) ?? '');

const listen = (server: Server, port: number) =>
  new Promise<void>((listening, failed) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const detail =
        cause.code === 'EADDRINUSE'
          ? `something else listens on ${port}; set PORT to another one`
          : `${port} cannot be listened on (${cause.code}); set PORT to another one`;
      failed(new LocalError('port-taken', { detail, cause }));
    });
    server.listen(port, '127.0.0.1', listening);
  });
