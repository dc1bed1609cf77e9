import type { ExportQuery, MissingItem } from '@galeria/api';
import type { MediaItem } from '@galeria/catalog';
import { defined, type MediaId } from '@galeria/media';
import { pMapIterable } from 'p-map';
import { EXPORT } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import type { ReadItem } from '../query/read-item.ts';
import { filterOf } from '../query/requests.ts';
import type { ReadModel } from '../read-model/read-model.ts';

export type Selection = Omit<ExportQuery, 'format'>;

/** An item of an export, or why it is left out. */
export type Selected = { readonly item: MediaItem } | { readonly missing: MissingItem };

/** The number of items that a selection has now. */
export async function countOf(readModel: ReadModel, { ids, ...filter }: Selection) {
  if (ids) return new Set(ids).size;
  return (await readModel.read((index) => index.timeline(filterOf(filter)))).total;
}

/**
 * Reads the items of a selection, each from the catalog when its turn comes: in the order of their upload,
 * which no edit changes. An item that is deleted after it was found is reported as missing.
 */
export async function* select(
  selection: Selection,
  readModel: ReadModel,
  readItem: ReadItem,
): AsyncGenerator<Selected> {
  const read = async (id: MediaId): Promise<Selected> => {
    const { record: item } = await readItem(id);
    if (!item) return { missing: { id, reason: 'deleted' } };
    return item.status === 'received' ? { missing: { id, reason: 'not-stored' } } : { item };
  };
  yield* pMapIterable(idsOf(selection, readModel), read, {
    concurrency: EXPORT.reads,
    backpressure: EXPORT.reads,
  });
}

async function* idsOf(
  { ids, ...filter }: Selection,
  readModel: ReadModel,
): AsyncGenerator<MediaId> {
  if (ids) return yield* new Set(ids);
  const request = { ...filterOf(filter), sort: 'uploaded', order: 'asc' } as const;
  let cursor: string | undefined;
  do {
    const page = await cloudCall(
      readModel.read((index) =>
        index.list({ ...request, limit: EXPORT.pageItems, ...defined({ cursor }) }),
      ),
    );
    for (const { id } of page.items) yield id;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
