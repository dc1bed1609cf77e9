import type { Claim } from '@galeria/catalog';
import type { Services } from './services.ts';

/**
 * Called where the lease was lost while renditions were being published. If that was by a deletion,
 * it may have looked before they were there: end it once more. If somebody took the item over, they
 * publish the same renditions under the same keys, and there is nothing to take away.
 */
export async function withdraw({ catalog, erase }: Services, claim: Claim): Promise<void> {
  if (await catalog.wasDeleted(claim)) await erase(claim);
}
