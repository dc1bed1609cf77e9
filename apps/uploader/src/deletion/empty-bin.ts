import { requestErasure } from '@galeria/cloud';
import { newUploadId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { SWEEP } from '../limits.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Spool } from '../spool/spool.ts';
import { deleteQuarantined, quarantinedUploads } from './delete-item.ts';

export interface EmptyBinOptions {
  readonly cloud: Cloud;
  readonly spool: Pick<Spool, 'find' | 'deleteQuarantined'>;
  readonly readModel: ReadModel;
  /** Days that an item stays in the bin. */
  readonly binDays: number;
  readonly log: FastifyBaseLogger;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Deletes up to `SWEEP.items` items whose time in the bin is over. Every cell does so, by its index; the
 * tombstone is written only if the item is in the bin since the time that the index has, so that of a
 * restoration and a deletion one succeeds.
 *
 * @returns how many deletions this cell has begun
 */
export async function emptyBin(
  { cloud, spool, readModel, binDays, log }: EmptyBinOptions,
  now: number = Date.now(),
): Promise<number> {
  const { items } = await readModel.read((index) =>
    index.list({ bin: true, order: 'asc', limit: SWEEP.items }),
  );
  let begun = 0;
  for (const { id, document } of items) {
    const { binnedAt } = summaryOf(document);
    if (binnedAt === undefined || now - Date.parse(binnedAt) < binDays * DAY_MS) continue;
    const before = quarantinedUploads(spool, id);
    const deletion = await cloud.catalog.beginDelete(id, { binnedAt });
    await readModel.changed([id]);
    if (!deletion) continue;
    begun += 1;
    await requestErasure(cloud, deletion);
    await deleteQuarantined(spool, deletion, before);
    await cloud.catalog.audit(
      {
        entry: newUploadId(),
        at: new Date(now).toISOString(),
        event: 'deletion',
        result: 'accepted',
        detail: 'its time in the bin is over',
        cell: cloud.cell,
        id,
      },
      cloud.audit,
    );
    log.info(deletion, 'item deleted from the bin');
  }
  return begun;
}
