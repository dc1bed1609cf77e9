import type { Behaviour } from '../program/declared-resources.ts';
import { fits } from './wildcards.ts';

/**
 * Finds the behaviour of a request: the first whose pattern fits its path. A pattern may leave the
 * first slash out.
 */
export const behaviourOf = (
  behaviours: readonly Behaviour[],
  path: string,
): Behaviour | undefined =>
  behaviours.find(({ pathPattern }) => fits(pathPattern.replace(/^\/?/, '/'), path));
