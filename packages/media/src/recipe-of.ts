import { createHash } from 'node:crypto';
import type { KindDescriptor } from './kind.ts';

const LENGTH = 16;

/**
 * Returns the recipe digest that is stored with processed items: a hash of the names of all possible
 * renditions of the kind and of the version of its metadata. An item with another digest may gain
 * renditions or metadata from a rebuild.
 */
export const recipeOf = ({
  renditions,
  metadataVersion,
}: Pick<KindDescriptor, 'renditions' | 'metadataVersion'>): string =>
  createHash('sha256')
    .update([...renditions, `metadata.v${metadataVersion}`].join('\n'))
    .digest('hex')
    .slice(0, LENGTH);
