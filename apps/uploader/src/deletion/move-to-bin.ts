import type { MediaId } from '@galeria/media';
import { registerSpooled } from '../edits/register-spooled.ts';
import { deletedGenerationOf, isNewerThan } from '../query/media.ts';
import { generationFor } from '../receive/generation.ts';
import type { DeletionOptions } from './delete-item.ts';

/**
 * `moved`: the item is in the bin. `absent`: nothing is known of it. `only-here`: only this spool has it,
 * and it cannot be registered, because S3 refused the file or an earlier deletion is not complete.
 */
export type Moved = 'moved' | 'absent' | 'only-here';

/** Moves an item to the bin, including uploads that only this spool has. */
export async function moveToBin({ cloud, spool }: DeletionOptions, id: MediaId): Promise<Moved> {
  const { catalog } = cloud;
  const { waiting, quarantined } = spool.find(id);
  let item = await catalog.describe(id);
  const unseen = [...waiting, ...quarantined].some(isNewerThan(deletedGenerationOf(item)));
  if (item.state !== 'alive') {
    if (!unseen) return 'absent';
    if (!(await registerSpooled({ cloud, spool }, id))) return 'only-here';
    item = await catalog.describe(id);
  }
  // Before the item is in the bin: otherwise the shipper would take these uploads for later ones.
  for (const entry of waiting) await spool.assignGeneration(entry, generationFor(item));
  return (await catalog.moveToBin(id, { unseen })) ? 'moved' : 'absent';
}
