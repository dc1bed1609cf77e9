import { type ItemRecord, isTombstone } from '@galeria/catalog';
import type { Access } from '../access.ts';

/** Whether an item changed or was deleted within the grace period, so that more writes may follow. */
export const isWithinGrace = ({ before }: Pick<Access, 'before'>, item: ItemRecord): boolean =>
  Date.parse(isTombstone(item) ? item.deletedAt : item.changedAt) > before;
