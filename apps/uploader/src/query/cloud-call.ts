import { CatalogError } from '@galeria/catalog';
import { UploaderError } from '../errors.ts';

/**
 * Calls the catalog or the store, and maps an outage to a client error.
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
