import { cp, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/** Bundles the uploader into one file that `node` runs, beside the page that it serves. */
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  // CommonJS dependencies call `require`, which an ES module lacks.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});

// Remove files of an older page.
await rm('dist/page', { recursive: true, force: true });
await cp('../gallery/dist', 'dist/page', { recursive: true });
