import type { Claim } from '@galeria/catalog';
import type { Services } from './services.ts';

/**
 * Called where an item was deleted, or taken over, while its renditions were being published: the
 * place to take away what a deletion could not know of.
 */
export async function withdraw(_services: Services, _claim: Claim): Promise<void> {}
