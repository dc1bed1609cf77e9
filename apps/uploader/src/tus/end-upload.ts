import { defined } from '@galeria/media';
import type { EndedUpload } from '../spool/ended.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import type { Tus } from './options.ts';

/** The record of an upload that ends with this outcome. */
export const endOf = (
  { description: { length, metadata, partial, key } }: UnfinishedUpload,
  outcome: EndedUpload['outcome'],
): EndedUpload => ({
  outcome,
  ...defined({ length, metadata, key }),
  ...(partial ? { concat: 'partial' } : {}),
});

/** Deletes an upload that will not be complete, and remembers why. The caller has its lock. */
export async function endUpload(
  { spool }: Pick<Tus, 'spool'>,
  upload: UnfinishedUpload,
  outcome: 'expired' | 'refused' | 'terminated',
): Promise<void> {
  await spool.unfinished.remove(upload);
  await spool.ended.add(upload.id, endOf(upload, outcome), false);
}
