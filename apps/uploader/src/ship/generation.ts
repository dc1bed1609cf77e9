import type { Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { generationFor } from '../receive/generation.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';

export interface AssignerOptions {
  readonly catalog: Pick<Catalog, 'describe'>;
  readonly spool: Pick<Spool, 'assignGeneration'>;
  readonly log: FastifyBaseLogger;
}

/**
 * Assigns the current generation of its item to an upload that was received while the catalog was
 * away. The spool stores it before the upload is registered, so that a deletion of that generation in
 * any cell includes the upload even if this process dies.
 *
 * @returns a function that tells whether the generation is durable
 */
export function createAssigner({ catalog, spool, log }: AssignerOptions) {
  return async (entry: SpoolEntry): Promise<boolean> => {
    const generation = entry.generation ?? generationFor(await catalog.describe(entry.id));
    try {
      await spool.assignGeneration(entry, generation);
      return true;
    } catch (err) {
      // A full medium must not stop the spool from draining; this process has the generation in memory.
      log.warn({ err, upload: entry.upload, id: entry.id }, 'generation not saved');
      return false;
    }
  };
}
