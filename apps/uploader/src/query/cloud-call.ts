import { CatalogError } from '@galeria/catalog';
import { UploaderError } from '../errors.ts';

/**
 * Asks the catalog or the store on behalf of a client, for whom their absence is not our fault.
 *
 * @throws UploaderError `cloud-unavailable`
 */
export async function cloudCall<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof UploaderError || cause instanceof CatalogError) throw cause;
    throw new UploaderError('cloud-unavailable', { cause });
  }
}
