import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Makes a closing server wait only for the requests in progress. By default Node would also wait,
 * until their time-outs, for connections without a request and for connections that are kept alive
 * after the last answer.
 */
export function closeGracefully(app: FastifyInstance): void {
  /** Connections without a request in progress. */
  const idle = new Set<Socket>();
  let closing = false;

  app.server.on('connection', (socket) => {
    if (closing) return socket.destroy();
    idle.add(socket);
    return socket.once('close', () => idle.delete(socket));
  });
  app.server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) idle.add(socket);
    });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of idle) socket.destroy();
  });
}
