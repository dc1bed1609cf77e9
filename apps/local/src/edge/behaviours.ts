import type { Behaviour } from '../program/declared-resources.ts';

/**
 * Finds the behaviour of a request: the first whose pattern fits its path.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export const behaviourOf = (
  behaviours: readonly Behaviour[],
  path: string,
): Behaviour | undefined =>
  behaviours.find(({ pathPattern }) => expression(pathPattern).test(path));

/** `*` is any text, `?` any one character; a pattern may leave the first slash out. */
function expression(pattern: string): RegExp {
  const text = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/${text}$`, 's');
}
