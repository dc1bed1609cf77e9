import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsJsonError } from './errors.ts';
import { limits } from './limits.ts';
import { isLoopback } from './loopback.ts';
import { type Access, checkSignature, readClaim } from './signature.ts';

/** A request whose signature is verified. */
export interface JsonRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

export interface JsonServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** The access check of every request. Without it, requests need no signature. */
  readonly access: Access | undefined;
  readonly maxBodyBytes: number;
  /** Resolves when the result is durable. If it rejects, the client gets a retryable error. */
  readonly handle: (request: JsonRequest) => Promise<JsonAnswer>;
}

/**
 * Serves an AWS service that speaks JSON over HTTP
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html): verifies the signature, calls
 * `handle`, and sends its answer.
 */
export async function startJsonServer(options: JsonServerOptions) {
  const { host, port } = options;
  const server = createServer((message, response) => void serve(message, response, options));
  server.keepAliveTimeout = limits.keepAliveMs;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    endpoint: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  { access, maxBodyBytes, handle }: JsonServerOptions,
): Promise<void> {
  // Ignore an aborted connection, which reading the body reports too.
  message.on('error', () => {});
  try {
    const body = await receive(message, maxBodyBytes, access);
    const { method = '', url = '', headers } = message;
    send(response, await handle({ method, url, headers, body }));
  } catch (cause) {
    const error = cause instanceof AwsJsonError ? cause : new AwsJsonError('InternalServerError');
    refuse(message, response, error);
  }
}

async function receive(
  message: IncomingMessage,
  maxBodyBytes: number,
  access: Access | undefined,
): Promise<Buffer> {
  if (!isLoopback(message.headers.host)) {
    throw new AwsJsonError('AccessDeniedException', {
      detail: 'The Host header must be a loopback address',
    });
  }
  const claim = access && readClaim(message, access);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new AwsJsonError('RequestEntityTooLargeException');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (access && claim) checkSignature(message, body, claim, access);
  return body;
}

function send(response: ServerResponse, { status, headers, body }: JsonAnswer): void {
  response.writeHead(status, headers).end(body);
}

function refuse(message: IncomingMessage, response: ServerResponse, error: AwsJsonError): void {
  const body = JSON.stringify({
    __type: `com.amazon.coral.service#${error.code}`,
    message: error.message,
  });
  const unread = !message.complete;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    // The unread body would be parsed as the next request.
    ...(unread && { connection: 'close' }),
  };
  send(response, { status: error.status, headers, body });
  // Drain the body, so that the client can read the response.
  message.resume();
}
