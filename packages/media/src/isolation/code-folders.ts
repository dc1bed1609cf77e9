import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Returns the folders that a program loads code from: its package or folder, and every `node_modules`
 * folder in which Node resolves packages.
 *
 * @see https://nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
export function codeFolders(program: string): string[] {
  const ancestors = ancestorsOf(dirname(program));
  const own = ancestors.find((folder) => existsSync(join(folder, 'package.json')));
  const modules = ancestors.map((folder) => join(folder, 'node_modules')).filter(existsSync);
  return [own ?? dirname(program), ...modules];
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [folder, ...ancestorsOf(parent)];
}
