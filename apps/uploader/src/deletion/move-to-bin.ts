import type { MediaId } from '@galeria/media';
import { registerSpooled } from '../edits/register-spooled.ts';
import { generationFor } from '../receive/generation.ts';
import { type DeletionOptions, describeHere } from './delete-item.ts';

/**
 * `moved`: the item is in the bin. `absent`: nothing is known of it. `only-here`: only this spool has it,
 * and it cannot be registered, because S3 refused the file or an earlier deletion is not complete.
 */
export type Moved = 'moved' | 'absent' | 'only-here';

/** Moves an item to the bin, including uploads that only this spool has. */
export async function moveToBin(options: DeletionOptions, id: MediaId): Promise<Moved> {
  const { cloud, spool } = options;
  const { catalog } = cloud;
  const { waiting, unseen, ...described } = await describeHere(options, id);
  let { item } = described;
  if (item.state !== 'alive') {
    if (!unseen) return 'absent';
    if (!(await registerSpooled(options, id))) return 'only-here';
    item = await catalog.describe(id);
  }
  // Before the item is in the bin: otherwise the shipper would take these uploads for later ones.
  for (const entry of waiting) await spool.assignGeneration(entry, generationFor(item));
  return (await catalog.moveToBin(id, { unseen })) ? 'moved' : 'absent';
}
