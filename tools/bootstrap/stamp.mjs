import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'test', '.turbo']);

/** Returns all files at or below a path of the repository in a fixed order. */
function* filesBelow(path) {
  if (!existsSync(join(root, path))) return;
  if (statSync(join(root, path)).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (!SKIPPED.has(name)) yield* filesBelow(join(path, name));
  }
}

/** A stamp stores the hash of the input files of a step when the step was last run. */
export function stamp(name, paths) {
  const file = join(root, `node_modules/.galeria-${name}`);
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const path of paths.flatMap((path) => [...filesBelow(path)])) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  const value = hash.digest('hex');
  return {
    fresh: existsSync(file) && readFileSync(file, 'utf8') === value,
    set: () => writeFileSync(file, value),
  };
}
