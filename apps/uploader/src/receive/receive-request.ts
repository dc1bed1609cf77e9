import type { FastifyRequest } from 'fastify';
import type { Sender } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import { digestBody } from './body-digest.ts';
import { type AcceptedFile, type KeepOptions, keepFiles, type Part } from './keep-files.ts';
import { enforceMinimumRate, type MinimumRate } from './minimum-rate.ts';
import type { ReceivedFile } from './receive-file.ts';

export interface ReceiveOptions extends KeepOptions {
  readonly minimumRate: MinimumRate;
}

/**
 * Receives all files of a request into the spool, or none. Once this returns the files survive a
 * crash of the process and of the machine.
 *
 * @param admit called with the files before they become durable; throws to refuse them
 * @throws UploaderError with the code of the answer
 */
export async function receiveRequest(
  options: ReceiveOptions,
  request: FastifyRequest,
  sender: Sender,
  parts: AsyncIterable<Part>,
  admit?: (received: readonly ReceivedFile[]) => Promise<void>,
): Promise<AcceptedFile[]> {
  const compare = digestBody(request.raw);
  const check = async (received: readonly ReceivedFile[]) => {
    await compare();
    await admit?.(received);
  };
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
