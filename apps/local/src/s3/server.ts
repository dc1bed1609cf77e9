import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Credentials } from '../sigv4/canonical.ts';
import { makeFolder } from '../sqlite/folder.ts';
import { openBlobs } from './blobs.ts';
import { trackConditionalWrites } from './conditional-writes.ts';
import { S3Error } from './errors.ts';
import { parseRequest } from './http/request.ts';
import { answerError, sendAnswer } from './http/respond.ts';
import { limits } from './limits.ts';
import type { Services } from './operations/operation.ts';
import { startOutbox } from './outbox.ts';
import { findRoute } from './router.ts';
import { verify } from './sigv4/verify.ts';
import { namedBlobs, openIndex } from './store/database.ts';

export interface S3Options {
  /** The data folder, created if missing. One server at a time. */
  readonly dir: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly region: string;
  readonly credentials: Credentials;
  /** Delivers an event to its queue. Called until it resolves, also after a restart. */
  readonly deliver: (queueArn: string, body: string) => Promise<void>;
  readonly log?: (line: object) => void;
}

export interface S3Server {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the embedded S3. Successful writes are durable when the response is sent. */
export async function startS3(options: S3Options): Promise<S3Server> {
  const { dir, host = '127.0.0.1', log = () => {} } = options;
  await makeFolder(dir);
  const db = openIndex(join(dir, 'index.sqlite'));
  const blobs = await openBlobs(join(dir, 'blobs'));
  const named = namedBlobs(db);
  const swept = await blobs.sweep((blob) => named.has(blob));
  if (swept > 0) log({ level: 'info', msg: 'removed files left behind by a crash', files: swept });
  const outbox = startOutbox({ db, deliver: options.deliver, log });
  const conditionalWrites = trackConditionalWrites();
  const services: Services = { db, blobs, outbox, conditionalWrites, region: options.region };

  const inProgress = new Set<Promise<void>>();
  const accept = (message: IncomingMessage, response: ServerResponse, waits: boolean) => {
    const done = serve(message, response, waits, services, options, log);
    inProgress.add(done);
    void done.finally(() => inProgress.delete(done));
  };
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    // No limit for a request, as an upload may take hours. Idle connections are closed.
    requestTimeout: 0,
    keepAliveTimeout: limits.idleMs,
  });
  server.timeout = limits.idleMs;
  server.on('request', (message, response) => accept(message, response, false));
  server.on('checkContinue', (message, response) => accept(message, response, true));
  async function closeStores(): Promise<void> {
    await outbox.close();
    await blobs.close();
    db.close();
  }
  try {
    server.listen(options.port ?? 0, host);
    await once(server, 'listening');
  } catch (error) {
    await closeStores();
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), limits.closeGraceMs);
    await closed;
    clearTimeout(cut);
    await Promise.all(inProgress);
    await closeStores();
  }
  return { endpoint: `http://${host}:${port}`, port, close };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  waitsForContinue: boolean,
  services: Services,
  { credentials, region }: S3Options,
  log: (line: object) => void,
): Promise<void> {
  const id = randomBytes(8).toString('hex').toUpperCase();
  let waiting = waitsForContinue;
  const startBody = () => {
    if (waiting) response.writeContinue();
    waiting = false;
  };
  let name: string | undefined;
  try {
    const request = parseRequest(message, id, startBody);
    const verified = verify(request, credentials, region);
    const route = findRoute(request);
    name = route.name;
    const { bucket: bucketName = '', key = '' } = request;
    const answer = await route.run({ ...services, request, verified, bucketName, key });
    await sendAnswer(message, response, id, answer, waiting);
  } catch (cause) {
    // Disconnected during its body or our response.
    const gone = response.destroyed || (message.destroyed && !message.complete);
    const error = cause instanceof S3Error ? cause : new S3Error('InternalError', { cause });
    if (error.code === 'InternalError') {
      log({
        level: gone ? 'info' : 'error',
        msg: gone ? 'client left' : 'failed',
        name,
        id,
        err: cause,
      });
    }
    await answerError(message, response, id, error, waiting);
  }
}
