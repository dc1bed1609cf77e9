import type { AuditEntry } from '@galeria/catalog';
import { newUploadId } from '@galeria/media';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { AUDIT_QUEUE } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import type { AddressPrecision } from './address.ts';
import { senderOf } from './sender.ts';

/** The fields of an entry that the route sets. */
export type AuditEvent = Pick<AuditEntry, 'event' | 'result'> &
  Partial<Pick<AuditEntry, 'id' | 'kind' | 'detail' | 'items'>>;

export type Auditor = ReturnType<typeof createAuditor>;

export interface AuditorOptions {
  readonly cloud: Cloud;
  readonly addressPrecision: AddressPrecision;
  readonly log: FastifyBaseLogger;
}

/** Records requests in the audit. The shipper records accepted uploads. */
export function createAuditor({ cloud, addressPrecision, log }: AuditorOptions) {
  const { catalog, cell, audit: policy } = cloud;
  const queue: AuditEntry[] = [];
  let writing: Promise<void> | undefined;

  const entryOf = (request: FastifyRequest, event: AuditEvent): AuditEntry => ({
    entry: newUploadId(),
    at: new Date().toISOString(),
    ...event,
    cell,
    ...senderOf(request, addressPrecision),
  });

  async function write(): Promise<void> {
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      await catalog
        .audit(entry, policy)
        .catch((err) => log.warn({ err, entry }, 'audit entry not written'));
    }
    writing = undefined;
  }

  return {
    /** @throws UploaderError `cloud-unavailable` */
    record: (request: FastifyRequest, event: AuditEvent): Promise<void> =>
      cloudCall(catalog.audit(entryOf(request, event), policy)),
    /**
     * Queues the entry of a rejected request, which does not wait for the catalog. An entry that
     * cannot be written goes to the log.
     */
    recordLater(request: FastifyRequest, event: AuditEvent): void {
      const entry = entryOf(request, event);
      if (queue.length >= AUDIT_QUEUE) log.warn({ entry }, 'audit entry not written');
      else queue.push(entry);
      writing ??= write();
    },
    /** Waits for queued entries. */
    stop: async (): Promise<void> => writing,
  };
}
