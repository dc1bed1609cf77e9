import { diskFault } from '../aws-json/errors.ts';
import { limits } from '../aws-json/limits.ts';
import { type JsonAnswer, type JsonRequest, startJsonServer } from '../aws-json/server.ts';
import type { Credentials } from '../sigv4/canonical.ts';
import { makeFolder } from '../sqlite/folder.ts';
import { buildServer, moveQueues, openStores, type Spy } from './fauxqs.ts';
import { releaseInFlight } from './in-flight.ts';

export interface SqsOptions {
  /** Folder of the database; created if missing. One server at a time. */
  readonly dir: string;
  readonly region: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The credentials required of every request. Without them, requests need no signature. */
  readonly credentials?: Credentials;
  readonly log?: (line: object) => void;
}

export interface SqsServer {
  readonly endpoint: string;
  /**
   * Calls `listener` with the queue's name for each message sent or moved to it, so that an idle poller
   * can start at once. Not called for messages that become visible again or whose delay ends. Returns a
   * function to unsubscribe.
   */
  onArrival(listener: (queueName: string) => void): () => void;
  close(): Promise<void>;
}

/**
 * Starts fauxqs as the embedded SQS. Sent and deleted messages are durable when the response is sent.
 * Messages that were in flight when the last run ended are visible at once.
 */
export async function startSqs(options: SqsOptions): Promise<SqsServer> {
  const { dir, region, host = '127.0.0.1', port = 0, credentials, log = () => {} } = options;
  await makeFolder(dir);
  releaseInFlight(dir);
  const listeners = new Set<(queueName: string) => void>();
  const spy: Pick<Spy, 'addMessage'> = {
    addMessage: (event) => {
      if (event.service !== 'sqs' || event.status !== 'published') return;
      for (const listener of listeners) listener(event.queueName);
    },
  };
  const { stores, journal, close: closeStores } = await openStores(dir, spy as Spy);
  const app = buildServer(stores, region);

  async function handle({ method, url, headers, body }: JsonRequest): Promise<JsonAnswer> {
    try {
      journal.recover();
      const options = { method: method as 'POST', url, headers, payload: body };
      const { statusCode, headers: answered, rawPayload } = await app.inject(options);
      await journal.settled();
      return { status: statusCode, headers: answered, body: rawPayload };
    } catch (err) {
      log({ level: 'error', msg: diskFault, dir, err });
      throw err;
    }
  }

  let server: Awaited<ReturnType<typeof startJsonServer>>;
  try {
    await app.ready();
    const access = credentials && ({ service: 'sqs', credentials } as const);
    const maxBodyBytes = limits.sqsBodyBytes;
    server = await startJsonServer({ host, port, access, maxBodyBytes, handle });
  } catch (error) {
    closeStores();
    throw error;
  }
  moveQueues(stores, server.endpoint);
  return {
    endpoint: server.endpoint,
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      // fauxqs answers pending long polls.
      await app.close();
      await server.close();
      closeStores();
    },
  };
}
