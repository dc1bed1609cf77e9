import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ApiRequest } from './network.ts';
import { currentWorld } from './world.ts';

interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: ApiRequest['query'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface SdkOptions {
  readonly abortSignal?: AbortSignal;
  readonly requestTimeout?: number;
}

/** Ends the AWS SDK's requests in the world's network: clients, retries and parsing stay the SDK's. */
export function replaceTransport(): void {
  const prototype = NodeHttpHandler.prototype as unknown as {
    handle(request: SdkRequest, options?: SdkOptions): Promise<unknown>;
    config?: { requestTimeout?: number };
    configProvider: Promise<{ requestTimeout?: number }>;
  };
  const real = prototype.handle;
  prototype.handle = async function handle(request, options = {}) {
    const world = currentWorld();
    if (!world) return real.call(this, request, options);
    this.config ??= await this.configProvider;
    const {
      status,
      headers,
      body = '',
    } = await world.network.request(
      {
        method: request.method,
        host: request.hostname,
        path: request.path,
        query: request.query ?? {},
        headers: lowerCased(request.headers),
        body: await bytesOf(request.body),
      },
      options.requestTimeout ?? this.config.requestTimeout ?? NEVER_MS,
      options.abortSignal,
    );
    const length = String(Buffer.byteLength(body));
    return {
      response: {
        statusCode: status,
        headers: { 'content-length': length, ...headers },
        body: Readable.from(body.length === 0 ? [] : [Buffer.from(body)], { objectMode: false }),
      },
    };
  };
}

/** Of a client without a time-out. */
const NEVER_MS = 24 * 3_600_000;

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
