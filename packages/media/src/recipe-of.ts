import { createHash } from 'node:crypto';
import type { KindDescriptor } from './kind.ts';

const LENGTH = 16;

/**
 * Returns the recipe digest that is stored with processed items: a hash of the names of all possible
 * renditions of the kind. An item with another digest may gain renditions from a rebuild.
 */
export const recipeOf = ({ renditions }: Pick<KindDescriptor, 'renditions'>): string =>
  createHash('sha256').update(renditions.join('\n')).digest('hex').slice(0, LENGTH);
