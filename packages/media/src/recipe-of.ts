import { createHash } from 'node:crypto';
import type { KindDescriptor } from './kind.ts';

const LENGTH = 16;

/**
 * What an item is marked with when it was made: a digest of the names of all renditions that its kind
 * could make then. An item whose mark is another has something to gain from being made again; which
 * renditions one file gets could not be told without looking at it.
 */
export const recipeOf = ({ renditions }: Pick<KindDescriptor, 'renditions'>): string =>
  createHash('sha256').update(renditions.join('\n')).digest('hex').slice(0, LENGTH);
