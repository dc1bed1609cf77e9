import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Opens a TCP proxy in front of a server of this machine, whose connections can be cut. It counts the
 * bytes to the server, and passes on little more than `most()` of them.
 */
export async function openProxy(address: string, most = () => Number.POSITIVE_INFINITY) {
  const sockets = new Set<Socket>();
  let sent = 0;
  let isCut = false;
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(new URL(address).port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    upstream.pipe(client);
    client.on('data', (chunk) => {
      sent += chunk.length;
      if (!upstream.write(chunk) || sent >= most()) client.pause();
    });
    upstream.on('drain', () => {
      if (sent < most()) client.resume();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    /** Bytes to the server. */
    sent: () => sent,
    /** Ends all connections, and refuses others until `mend`. */
    cut(): void {
      isCut = true;
      destroyAll();
    },
    mend(): void {
      isCut = false;
    },
    close(): void {
      destroyAll();
      server.close();
    },
  };
}
