import type { Behaviour } from '../program/declared-resources.ts';
import { fits } from './wildcards.ts';

/**
 * Returns the behaviour of a request: the first whose pattern matches the path. The leading slash of a
 * pattern is optional.
 */
export const behaviourOf = (
  behaviours: readonly Behaviour[],
  path: string,
): Behaviour | undefined =>
  behaviours.find(({ pathPattern }) => fits(pathPattern.replace(/^\/?/, '/'), path));
