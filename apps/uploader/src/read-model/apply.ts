import type { ItemRecord } from '@galeria/catalog';
import type { FeedProgress } from '@galeria/cloud';
import { type Change, type ChangedItem, isDeleted, type MediaIndex } from '@galeria/media-index';
import type { ChangeSink } from './changes.ts';
import { changeOf } from './indexed-item.ts';

/** Applies records to the index, and reports those that the index did not have. */
export function createApply(index: Pick<MediaIndex, 'apply'>, changes: Pick<ChangeSink, 'add'>) {
  /** Items of calls that failed: the index may have applied them before its thread ended. */
  const uncertain = new Set<string>();

  return async (records: readonly ItemRecord[], progress?: FeedProgress): Promise<void> => {
    const batch = records.map(changeOf);
    const applied = await index.apply(batch, progress).catch((error: unknown) => {
      for (const { id } of batch) uncertain.add(id);
      throw error;
    });
    const keeps = new Map(applied.map(({ id, keepsStatus }) => [id, keepsStatus]));
    const reported = batch.flatMap((change) => {
      const { id } = change;
      const isNew = keeps.has(id) || uncertain.has(id);
      return isNew ? (changedItem(change, keeps.get(id) ?? false) ?? []) : [];
    });
    for (const { id } of batch) uncertain.delete(id);
    changes.add(reported);
  };
}

/** Undefined for a change that an earlier release wrote: its stamp is a change of its own. */
function changedItem(change: Change, keepsStatus: boolean): ChangedItem | undefined {
  const { id, version, changedAt } = change;
  if (changedAt === undefined) return undefined;
  const document = isDeleted(change) ? {} : { document: change.document };
  return { id, version, changedAt, keepsStatus, ...document };
}
