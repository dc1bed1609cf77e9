import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One file that plain `node` starts, with nothing beside it but the page that it serves. */
export const options: BuildOptions = {
  absWorkingDir: here('.'),
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  // Dependencies in CommonJS call `require` for Node's own modules, which an ES module lacks.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

if (import.meta.main) {
  await build(options);
  // What an older page left behind must not be shipped.
  await rm(here('dist/page'), { recursive: true, force: true });
  await cp(here('../gallery/dist'), here('dist/page'), { recursive: true });
}
