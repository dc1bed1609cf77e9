import { CatalogError } from '@galeria/catalog';
import { IndexError } from '@galeria/media-index';
import { UploaderError } from '../errors.ts';

/**
 * Calls the catalog or the store, and maps an outage to a client error. Errors that have an answer of
 * their own pass.
 *
 * @throws UploaderError `cloud-unavailable`
 */
export async function cloudCall<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    const own = [UploaderError, CatalogError, IndexError];
    if (own.some((type) => cause instanceof type)) throw cause;
    throw new UploaderError('cloud-unavailable', { cause });
  }
}
