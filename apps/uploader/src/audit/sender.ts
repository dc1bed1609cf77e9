import type { UploadRecord } from '@galeria/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { USER_AGENT_CHARACTERS } from '../limits.ts';
import { type AddressKept, keptAddress } from './address.ts';

/** Who sent a request, as it is kept: never the key's secret, and of the address what may be kept. */
export type Sender = Pick<UploadRecord, 'address' | 'key' | 'userAgent'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request came from; undefined where its connection was gone before it could be read. */
    clientAddress: string | undefined;
  }
}

/** Reads the address while the connection stands: a request that breaks off is audited afterwards. */
export function rememberAddress(app: FastifyInstance): void {
  app.decorateRequest('clientAddress', undefined);
  app.addHook('onRequest', async (request) => {
    request.clientAddress = request.ip;
  });
}

export function senderOf(
  { clientAddress, apiKey, headers }: FastifyRequest,
  kept: AddressKept,
): Sender {
  const address = keptAddress(clientAddress, kept);
  const userAgent = headers['user-agent']?.slice(0, USER_AGENT_CHARACTERS);
  return {
    ...(address === undefined ? {} : { address }),
    ...(apiKey ? { key: apiKey.name } : {}),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
