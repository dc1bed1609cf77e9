import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { requireAccessKey } from '../access-key.ts';
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
  /** Whose requests alone are answered; everybody's where it is left out. */
  readonly accessKeyId?: string;
}

export interface SqsServer {
  readonly endpoint: string;
  /**
   * Calls `listener` with the queue's name for each message that is sent to it or moved into it,
   * which lets an idle poller sleep long and still start at once. Returns the way to unsubscribe.
   * Messages that become visible again, or whose delay ends, are not announced.
   */
  onArrival(listener: (queueName: string) => void): () => void;
  close(): Promise<void>;
}

/** Starts fauxqs as the embedded SQS, on disk. What was in flight is visible again at once. */
export async function startSqs({
  dir,
  region,
  host = '127.0.0.1',
  port = 0,
  accessKeyId,
}: SqsOptions): Promise<SqsServer> {
  await mkdir(dir, { recursive: true });
  releaseInFlight(dir);
  const listeners = new Set<(queueName: string) => void>();
  const spy: Pick<Spy, 'addMessage'> = {
    addMessage: (event) => {
      if (event.service !== 'sqs' || event.status !== 'published') return;
      for (const listener of listeners) listener(event.queueName);
    },
  };
  const { stores, close: closeStores } = await openStores(dir, spy as Spy);
  const app = buildServer(stores, region);
  try {
    await app.listen({ host, port });
    if (accessKeyId !== undefined) requireAccessKey(app.server, accessKeyId);
  } catch (error) {
    closeStores();
    throw error;
  }
  const address = app.server.address() as AddressInfo;
  const endpoint = `http://${host}:${address.port}`;
  moveQueues(stores, endpoint);
  return {
    endpoint,
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await app.close();
      closeStores();
    },
  };
}
