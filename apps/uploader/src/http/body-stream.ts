import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';

/**
 * The body of a request as a stream of its own, which can end early while the connection stays open for
 * the answer. It ends without an error where the connection breaks: `request.complete` is then false.
 */
export function bodyStream(request: IncomingMessage): PassThrough {
  const body = request.pipe(new PassThrough());
  const end = () => {
    if (!body.writableEnded) body.end();
  };
  if (request.destroyed) end();
  else request.once('close', end);
  return body;
}
