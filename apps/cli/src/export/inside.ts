import { join, posix } from 'node:path';
import { Problem } from '../upload/problem.ts';

/**
 * The path of a file in a folder. The path comes from a server or a manifest, and must not lead out of the
 * folder.
 *
 * @throws Problem `path-unsafe`
 */
export function inside(folder: string, path: string): string {
  const parts = path.split('/');
  const isSafe =
    !posix.isAbsolute(path) &&
    !/[\\\0]/.test(path) &&
    parts.every((part) => part !== '' && !part.startsWith('.'));
  if (!isSafe) throw new Problem('path-unsafe', 0, `The path leads out of the folder: ${path}`);
  return join(folder, ...parts);
}
