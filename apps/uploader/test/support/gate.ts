import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Gate = Awaited<ReturnType<typeof openGate>>;

/**
 * A TCP proxy that a test can cut (connections are closed at once), hang (connections are accepted and
 * never answered) or let answer with a fixed error.
 */
export async function openGate(endpoint: string) {
  const { hostname, port } = new URL(endpoint);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'hanging' | { readonly answer: string } = 'open';
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    if (state === 'hanging' || typeof state === 'object') {
      sockets.add(client);
      client.on('error', () => client.destroy());
      client.on('close', () => sockets.delete(client));
      const { answer } = typeof state === 'object' ? state : {};
      client.on('data', () => answer && client.end(answer));
      return undefined;
    }
    const target = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = () => {
    state = 'cut';
    dropAll();
  };
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    hang: () => {
      state = 'hanging';
      dropAll();
    },
    /** @param body the body of an AWS service's error */
    answer: (status: number, body: string) => {
      const head = `HTTP/1.1 ${status} x\r\nConnection: close\r\nContent-Length: ${body.length}`;
      state = { answer: `${head}\r\n\r\n${body}` };
      dropAll();
    },
    /** Existing connections keep hanging until their client closes them. */
    mend: () => {
      state = 'open';
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
