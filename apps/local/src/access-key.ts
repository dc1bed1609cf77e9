import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Lets through only requests that are signed in the name of an access key. The emulators of SQS and
 * DynamoDB verify no signature; the key's name is random and known to this cloud's own processes
 * alone, so that neither another user of the machine nor a web page that rebinds DNS gets in.
 *
 * Call it once every listener of the server is there.
 */
export function requireAccessKey(server: Server, accessKeyId: string): void {
  const listeners = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.headers.authorization?.includes(`Credential=${accessKeyId}/`)) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    request.resume();
    response
      .writeHead(403, { 'content-type': 'application/x-amz-json-1.0' })
      .end(
        JSON.stringify({ __type: 'UnrecognizedClientException', message: 'Unknown access key' }),
      );
  });
}
