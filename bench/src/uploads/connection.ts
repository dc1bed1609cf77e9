import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A response, of which only what the load generator checks is parsed. */
export interface Response {
  readonly status: number;
  readonly head: string;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Opens a keep-alive connection that sends prepared bytes and reads responses with a length. Node's own
 * client would take processor time from the servers.
 */
export async function openConnection(address: string) {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const responses = readResponses(socket);
  return {
    /** Sends one request, and waits for its response. */
    request: async (pieces: Iterable<Buffer>): Promise<Response> => {
      const response = responses.next();
      // A refusal may come before the whole body is sent.
      const answered = response.then(() => undefined);
      for (const piece of pieces) {
        if (socket.write(piece)) continue;
        await Promise.race([once(socket, 'drain').catch(() => undefined), answered]);
        if (socket.destroyed) break;
      }
      const { value } = await response;
      if (!value) throw new Error(`${address} closed the connection`);
      return value;
    },
    close: () => socket.destroy(),
  };
}

async function* readResponses(socket: Socket): AsyncGenerator<Response, undefined> {
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf(HEAD_END);
    if (end < 0) continue;
    const head = received.subarray(0, end).toString('latin1');
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (received.length < end + HEAD_END.length + length) continue;
    yield { status: Number(head.slice(9, 12)), head };
    received = received.subarray(end + HEAD_END.length + length);
  }
  return undefined;
}
