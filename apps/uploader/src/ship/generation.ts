import type { Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { generationFor } from '../accept/generation.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';

export interface AssignerOptions {
  readonly catalog: Pick<Catalog, 'describe'>;
  readonly spool: Pick<Spool, 'assignGeneration'>;
  readonly log: FastifyBaseLogger;
}

/**
 * Assigns the present generation of its item to an upload that was accepted while the catalog was
 * away. It is noted in the spool before the upload is registered: a deletion of that generation, in
 * any cell, then includes the upload, whatever becomes of this process.
 */
export function createAssigner({ catalog, spool, log }: AssignerOptions) {
  return async (entry: SpoolEntry): Promise<void> => {
    const generation = entry.generation ?? generationFor(await catalog.describe(entry.id));
    await spool.assignGeneration(entry, generation).catch((err) => {
      // A full medium must not keep the spool from draining; this process knows the generation.
      log.warn({ err, upload: entry.upload, id: entry.id }, 'generation not noted');
    });
  };
}
