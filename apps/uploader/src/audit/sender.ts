import type { UploadRecord } from '@galeria/catalog';
import { defined } from '@galeria/media';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { USER_AGENT_CHARACTERS } from '../limits.ts';
import { type AddressPrecision, reduceAddress } from './address.ts';

/** The sender of a request as stored: the name of the API key, never its secret. */
export type Sender = Pick<UploadRecord, 'address' | 'key' | 'share' | 'userAgent'> & {
  /** The album that the files of a guest go into. */
  readonly album?: string;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The client address; undefined if the connection closed before it was read. */
    clientAddress: string | undefined;
    /** The id of the link by which a guest uploads. */
    shareId: string | undefined;
  }
}

/** Reads the address while the connection is open, for the audit of aborted requests. */
export function rememberAddress(app: FastifyInstance): void {
  app.decorateRequest('clientAddress', undefined);
  app.decorateRequest('shareId', undefined);
  app.addHook('onRequest', async (request) => {
    request.clientAddress = request.ip;
  });
}

export function senderOf(
  { clientAddress, apiKey, shareId, headers }: FastifyRequest,
  precision: AddressPrecision,
): Sender {
  const address = reduceAddress(clientAddress, precision);
  const userAgent = headers['user-agent']?.slice(0, USER_AGENT_CHARACTERS);
  return defined({ address, key: apiKey?.name, share: shareId, userAgent });
}
