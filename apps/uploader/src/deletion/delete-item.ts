import type { DeletedGeneration } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { Cloud } from '../cloud.ts';
import { hiddenGenerationOf, isNewerThan } from '../query/media.ts';
import { generationFor } from '../receive/generation.ts';
import type { Spool } from '../spool/spool.ts';

export interface DeletionOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
}

/** An item in the catalog, its waiting uploads, and whether this spool has any after its last deletion. */
export async function describeHere({ cloud, spool }: DeletionOptions, id: MediaId) {
  const { waiting, quarantined } = spool.find(id);
  const item = await cloud.catalog.describe(id);
  const unseen = [...waiting, ...quarantined].some(isNewerThan(hiddenGenerationOf(item)));
  return { item, waiting, unseen };
}

/** Starts the deletion of an item for good, including uploads that only this spool has. */
export async function beginDelete(
  options: DeletionOptions,
  id: MediaId,
): Promise<DeletedGeneration | undefined> {
  const { cloud, spool } = options;
  const { item, waiting, unseen } = await describeHere(options, id);
  // The catalog would write a tombstone for an unknown id too.
  if (item.state === 'absent' && !unseen) return undefined;
  // Before the tombstone: otherwise the shipper would assign these uploads to the generation after it.
  for (const entry of waiting) await spool.assignGeneration(entry, generationFor(item));
  return cloud.catalog.beginDelete(id, { unseen });
}

/** The ids of this cell's quarantined uploads of an item. */
export const quarantinedUploads = (spool: Pick<Spool, 'find'>, id: MediaId): ReadonlySet<string> =>
  new Set(spool.find(id).quarantined.map(({ upload }) => upload));

/**
 * Deletes the quarantined files of a deletion; the shipper drops waiting ones. A file without a generation
 * is deleted only if it was quarantined before the deletion began: a later one may belong to the next
 * generation.
 */
export async function deleteQuarantined(
  spool: Pick<Spool, 'find' | 'deleteQuarantined'>,
  deletion: DeletedGeneration,
  before: ReadonlySet<string>,
): Promise<void> {
  const obsolete = spool
    .find(deletion.id)
    .quarantined.filter(({ upload, generation }) =>
      generation === null ? before.has(upload) : generation <= deletion.generation,
    );
  for (const entry of obsolete) await spool.deleteQuarantined(entry);
}
