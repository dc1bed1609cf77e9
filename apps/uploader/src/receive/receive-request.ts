import type { FastifyRequest } from 'fastify';
import type { Sender } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import { digestBody } from './body-digest.ts';
import { type AcceptedFile, type KeepOptions, keepFiles, type Part } from './keep-files.ts';
import { enforceMinimumRate, type MinimumRate } from './minimum-rate.ts';

export interface ReceiveOptions extends KeepOptions {
  readonly minimumRate: MinimumRate;
}

/**
 * Receives all files of a request into the spool, or none. Once this returns the files survive a
 * crash of the process and of the machine.
 *
 * @throws UploaderError with the code of the answer
 */
export async function receiveRequest(
  options: ReceiveOptions,
  request: FastifyRequest,
  sender: Sender,
  parts: AsyncIterable<Part>,
): Promise<AcceptedFile[]> {
  const check = digestBody(request.raw);
  const bytes = Number(request.headers['content-length'] ?? 0);
  const rate = enforceMinimumRate(request.raw, options.minimumRate);
  try {
    return await keepFiles(options, { parts, sender, bytes, check });
  } catch (error) {
    if (rate.tooSlow()) throw new UploaderError('too-slow', { cause: error });
    throw error;
  } finally {
    rate.stop();
  }
}
