import type { MediaItem } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { ITEM_BREAKER } from '../limits.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { cloudCall } from './cloud-call.ts';

/** An item, and since when it may lack changes because the catalog is unreachable. */
export interface FoundItem {
  readonly record: MediaItem | undefined;
  readonly staleSince: Date | undefined;
}

export type ReadItem = (id: MediaId) => Promise<FoundItem>;

/**
 * Reads an item that is not in the bin from the catalog, or from the index while the catalog is
 * unreachable. Uploads and attempts are in the catalog only.
 */
export function createItemReader(
  { catalog }: Pick<Cloud, 'catalog'>,
  readModel: ReadModel,
): ReadItem {
  const breaker = createCircuitBreaker(ITEM_BREAKER);

  async function read(id: MediaId): Promise<MediaItem | undefined> {
    const found = await catalog.get(id);
    const record = found?.binnedAt === undefined ? found : undefined;
    const indexed = await readIndexed(readModel, id);
    const isSame = indexed?.status === record?.status && indexed?.generation === record?.generation;
    // Who saw an item in this state finds it in lists, too.
    if (!isSame) await readModel.changed([id]);
    return record;
  }

  return async (id) => {
    let isRead = false;
    const readOnce = () => {
      isRead = true;
      return read(id);
    };
    try {
      return { record: await breaker(readOnce), staleSince: undefined };
    } catch (cause) {
      const record = await readIndexed(readModel, id);
      if (record) return { record, staleSince: readModel.freshness().staleSince ?? new Date() };
      // An item that the index lacks may have been uploaded through another cell: only the catalog knows.
      if (isRead) throw new UploaderError('cloud-unavailable', { cause });
      return { record: await cloudCall(read(id)), staleSince: undefined };
    }
  };
}

/** An item as the index has it. Undefined if it is unknown, deleted, or only in this spool. */
export async function readIndexed(
  readModel: ReadModel,
  id: MediaId,
): Promise<MediaItem | undefined> {
  const item = await readModel.read((index) => index.get(id)).catch(() => undefined);
  if (!item || item.version < 0) return undefined;
  return { ...summaryOf(item.document), attempts: [], uploads: [] };
}
