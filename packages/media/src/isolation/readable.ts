import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folders that a program loads its code from: its package or, where it is in none, its own folder,
 * and every `node_modules` in which Node looks for packages.
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
