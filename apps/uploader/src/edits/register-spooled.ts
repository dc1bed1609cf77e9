import type { EditOutcome } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { Cloud } from '../cloud.ts';
import { generationFor } from '../receive/generation.ts';
import { toRecord } from '../ship/ship-file.ts';
import type { Spool } from '../spool/spool.ts';

export interface SpooledOptions {
  readonly cloud: Pick<Cloud, 'cell'> & {
    readonly catalog: Pick<Cloud['catalog'], 'describe' | 'registerUpload'>;
  };
  readonly spool: Pick<Spool, 'find' | 'assignGeneration'>;
}

/**
 * Registers the uploads of an item that this spool has and the catalog may lack, as the shipper does
 * later: an item can be edited as soon as its upload is acknowledged.
 *
 * @returns whether the catalog has the item now
 * @throws UploaderError `spool-full` if a generation cannot be made durable: a deletion in another cell
 *   would not include the upload
 */
export async function registerSpooled(
  { cloud, spool }: SpooledOptions,
  id: MediaId,
): Promise<boolean> {
  let isRegistered = false;
  for (const entry of spool.find(id).waiting) {
    const generation = entry.generation ?? generationFor(await cloud.catalog.describe(id));
    await spool.assignGeneration(entry, generation);
    const { outcome } = await cloud.catalog.registerUpload(toRecord(entry, cloud.cell));
    isRegistered ||= outcome === 'registered';
  }
  return isRegistered;
}

/** Edits an item, also one that only this spool has. */
export async function editOrRegister(
  options: SpooledOptions,
  id: MediaId,
  edit: () => Promise<EditOutcome>,
): Promise<EditOutcome> {
  const first = await edit();
  if (first.outcome !== 'absent') return first;
  return (await registerSpooled(options, id)) ? edit() : first;
}
