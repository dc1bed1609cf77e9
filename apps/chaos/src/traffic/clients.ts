import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** One client of a Galeria. It has its own source of chance, so that clients do not affect each other. */
export interface ClientContext {
  readonly random: Random;
  /** Whether the client should begin nothing more. */
  stopped(): boolean;
  /** Waits for a random time with this mean. */
  pause(meanMs: number): Promise<void>;
}

export type Client = (context: ClientContext) => Promise<void>;

/** Runs clients at the same time until they are stopped. */
export function startClients(random: Random, clients: readonly Client[]) {
  let stopped = false;
  const running = clients.map((client, number) => {
    const own = random.fork(number);
    return client({
      random: own,
      stopped: () => stopped,
      pause: (meanMs) => sleep(own.gap(meanMs)),
    });
  });
  return {
    /** Tells the clients to begin nothing more. */
    stop: (): void => {
      stopped = true;
    },
    /** Resolves when every client has ended. */
    ended: async (): Promise<void> => {
      await Promise.all(running);
    },
  };
}

/** As many clients of the same kind, each with its number. */
export const repeat = (count: number, client: (number: number) => Client): Client[] =>
  Array.from({ length: count }, (_, number) => client(number));
