import type { UploadRecord } from '@galeria/catalog';
import type { FastifyRequest } from 'fastify';
import { USER_AGENT_CHARACTERS } from '../limits.ts';
import { type AddressKept, keptAddress } from './address.ts';

/** Who sent a request, as it is kept: never the key's secret, and of the address what may be kept. */
export type Sender = Pick<UploadRecord, 'address' | 'key' | 'userAgent'>;

export function senderOf({ ip, apiKey, headers }: FastifyRequest, kept: AddressKept): Sender {
  const address = keptAddress(ip, kept);
  const userAgent = headers['user-agent']?.slice(0, USER_AGENT_CHARACTERS);
  return {
    ...(address === undefined ? {} : { address }),
    ...(apiKey ? { key: apiKey.name } : {}),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
