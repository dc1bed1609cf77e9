import { BATCH_IDS, type BatchEdit, type BatchEdited } from '@galeria/api';
import type { Edit, EditOutcome, EditTarget } from '@galeria/catalog';
import { defined, type MediaId } from '@galeria/media';
import { UploaderError } from '../errors.ts';
import { EDIT_REQUESTS } from '../limits.ts';
import { filterOf } from '../query/requests.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { editEach } from './edit-each.ts';

export interface BatchOptions {
  readonly edit: (target: EditTarget, edit: Edit) => Promise<EditOutcome>;
  readonly readModel: ReadModel;
}

/**
 * Edits the items of a request. The same request again edits those that failed, and finds the others
 * unchanged.
 */
export function createBatch({ edit, readModel }: BatchOptions) {
  const editAll = (ids: readonly MediaId[], change: Edit) =>
    editEach(readModel, ids, (id) => edit({ id }, change));

  /** Finds the items of a query, up to `BATCH_IDS`, in an order that no edit changes. */
  async function find(query: NonNullable<BatchEdit['query']>, cursor: string | undefined) {
    await readModel.catchUp();
    const ids: MediaId[] = [];
    let next = cursor;
    do {
      const limit = Math.min(EDIT_REQUESTS.pageItems, BATCH_IDS - ids.length);
      const request = { ...filterOf(query), sort: 'uploaded', limit } as const;
      const page = await readModel.read((index) =>
        index.list({ ...request, ...defined({ cursor: next }) }),
      );
      ids.push(...page.items.map(({ id }) => id));
      next = page.cursor;
    } while (next !== undefined && ids.length < BATCH_IDS);
    return { ids, cursor: next };
  }

  /** @throws UploaderError `bad-request`, `cloud-unavailable`, `index-unavailable` */
  return async ({ ids, query, cursor }: BatchEdit, change: Edit): Promise<BatchEdited> => {
    if ((ids === undefined) === (query === undefined)) {
      throw new UploaderError('bad-request', { detail: 'the body needs either ids or query' });
    }
    if (query === undefined) return { items: await editAll([...new Set(ids)], change) };
    const found = await find(query, cursor);
    return { items: await editAll(found.ids, change), ...defined({ cursor: found.cursor }) };
  };
}
