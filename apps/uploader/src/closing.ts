import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets a closing server wait for the requests that it is answering, and for nothing else. Left to
 * itself it would also wait for connections on which nothing was ever asked, and for those that are
 * kept alive after an answer that was under way: until their time-outs.
 */
export function closeOnceAnswered(app: FastifyInstance): void {
  /** Connections on which no request is being answered. */
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
