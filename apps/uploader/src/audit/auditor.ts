import type { AuditEntry } from '@galeria/catalog';
import { newUploadId } from '@galeria/media';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { AUDIT_WAITING } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import type { AddressKept } from './address.ts';
import { senderOf } from './sender.ts';

/** What of an entry is not the same for every request. */
export type Act = Pick<AuditEntry, 'event' | 'result'> &
  Partial<Pick<AuditEntry, 'id' | 'kind' | 'detail' | 'items'>>;

export type Auditor = ReturnType<typeof createAuditor>;

export interface AuditorOptions {
  readonly cloud: Cloud;
  readonly addressKept: AddressKept;
  readonly log: FastifyBaseLogger;
}

/** Writes what was asked of this cell into the audit. Uploads that were accepted are the shipper's. */
export function createAuditor({ cloud, addressKept, log }: AuditorOptions) {
  const { catalog, cell, audit: policy } = cloud;
  const waiting: AuditEntry[] = [];
  let writing: Promise<void> | undefined;

  const entryOf = (request: FastifyRequest, act: Act): AuditEntry => ({
    entry: newUploadId(),
    at: new Date().toISOString(),
    ...act,
    cell,
    ...senderOf(request, addressKept),
  });

  async function write(): Promise<void> {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      await catalog.audit(entry, policy).catch((err) => log.warn({ err, entry }, 'not audited'));
    }
    writing = undefined;
  }

  return {
    /** @throws UploaderError `cloud-unavailable` */
    record: (request: FastifyRequest, act: Act): Promise<void> =>
      cloudCall(catalog.audit(entryOf(request, act), policy)),
    /**
     * The same for a refusal, which nobody waits for: the catalog may be away just then. What cannot
     * be written is in the log instead.
     */
    note(request: FastifyRequest, act: Act): void {
      const entry = entryOf(request, act);
      if (waiting.length >= AUDIT_WAITING) log.warn({ entry }, 'not audited');
      else waiting.push(entry);
      writing ??= write();
    },
    /** Waits for what is being written. */
    stop: async (): Promise<void> => writing,
  };
}
