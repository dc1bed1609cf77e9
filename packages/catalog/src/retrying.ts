import type { MediaId } from '@galeria/media';
import type { Connection } from './connection.ts';
import type { LivingRecord } from './item-record.ts';
import type { Status } from './model.ts';
import { itemKey } from './schema.ts';
import { update } from './update.ts';

/**
 * Sends an item back to `stored`, so that the next message processes it again: one that failed, one
 * whose renditions are to be made anew, one whose processor died. What it shows stays until then.
 *
 * @param from what the caller saw: false where it changed since.
 */
export const reprocess = (
  connection: Connection,
  id: MediaId,
  {
    generation,
    status,
    leaseUntil,
  }: Pick<LivingRecord, 'generation' | 'leaseUntil'> & {
    readonly status: Status;
  },
): Promise<boolean> =>
  update(connection, itemKey(id), {
    set: { status: 'stored', changedAt: new Date().toISOString() },
    remove: ['failure', 'leaseOwner', 'leaseUntil'],
    when:
      '#status = :status AND #generation = :generation' +
      (leaseUntil === undefined ? '' : ' AND #leaseUntil = :leaseUntil'),
    values: { status, generation, ...(leaseUntil === undefined ? {} : { leaseUntil }) },
  });
