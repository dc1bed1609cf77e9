import type { FastifyBaseLogger, FastifyError, FastifyRequest } from 'fastify';
import type { AddressPrecision } from '../audit/address.ts';
import type { Auditor } from '../audit/auditor.ts';
import { type Sender, senderOf } from '../audit/sender.ts';
import { toProblem } from '../http/problem.ts';
import { AUDIT_DETAIL } from '../limits.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import type { AcceptedFile } from './keep-files.ts';

export interface AcceptOptions {
  readonly addressPrecision: AddressPrecision;
  readonly auditor: Auditor;
  /** Called with the files of a request that was accepted, to ship them. */
  readonly onAccepted: (entries: readonly SpoolEntry[]) => void;
}

/** Takes the files of one request: writes a refusal to the audit, ships accepted files. */
export type Accept = <Files extends readonly AcceptedFile[]>(
  request: FastifyRequest,
  receive: (sender: Sender) => Promise<Files>,
) => Promise<Files>;

export function createAccepter({ addressPrecision, auditor, onAccepted }: AcceptOptions): Accept {
  return async (request, receive) => {
    const accepted = await receive(senderOf(request, addressPrecision)).catch((error) => {
      recordRefusal(auditor, request, error);
      throw error;
    });
    ship(onAccepted, request.log, accepted);
    return accepted;
  };
}

/** Writes a refusal to the audit. */
export function recordRefusal(auditor: Auditor, request: FastifyRequest, error: unknown): void {
  const { code: result, detail = '' } = toProblem(error as FastifyError);
  const cut = detail.slice(0, AUDIT_DETAIL);
  auditor.recordLater(request, { event: 'upload', result, ...(cut && { detail: cut }) });
}

/** Logs and ships files that are durable. */
export function ship(
  onAccepted: AcceptOptions['onAccepted'],
  log: FastifyBaseLogger,
  accepted: readonly AcceptedFile[],
): void {
  const entries = accepted.map(({ entry }) => entry);
  for (const { upload, id, kind, size } of entries) {
    log.info({ upload, id, kind, size }, 'upload accepted');
  }
  if (entries.length > 0) onAccepted(entries);
}
