import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { EVENTS } from '../limits.ts';

export type Client = ReturnType<typeof createClient>;

/** One open stream. The bytes that wait for a slow client are bounded. */
export function createClient(response: ServerResponse) {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  /** Events that wait for those that are being repeated. */
  let waiting: Buffer[] | undefined = [];
  let waitingBytes = 0;

  function write(chunk: Buffer | string): boolean {
    if (closed.signal.aborted) return false;
    const goesOn = response.write(chunk);
    // A client that falls behind is closed, and resumes after the last event that it has read.
    if (response.writableLength > EVENTS.bufferBytes) response.destroy();
    return goesOn;
  }

  return {
    closed: closed.signal,
    /** Whether events are sent at once; before, they wait for those that are repeated. */
    isLive: (): boolean => waiting === undefined,
    send(chunk: Buffer): void {
      if (!waiting) return void write(chunk);
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes > EVENTS.bufferBytes) response.destroy();
    },
    /** Sends before all that waits, and resolves when the client has read enough to go on. */
    async repeat(chunk: string): Promise<void> {
      if (chunk !== '' && !write(chunk)) await once(response, 'drain', { signal: closed.signal });
    },
    goLive(): void {
      for (const chunk of waiting ?? []) write(chunk);
      waiting = undefined;
    },
    /** Ends the stream in order, so that the client reconnects. */
    end: () => void response.end(),
  };
}
