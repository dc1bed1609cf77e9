import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { precompress } from './precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared: BuildOptions = {
  absWorkingDir: here('.'),
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

/** The uploader, a file that `node` runs, beside the pages that it serves. */
export const program: BuildOptions = {
  ...shared,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.mjs',
};

/** The threads of the index, which the program starts from the file beside its own. */
export const indexThread: BuildOptions = {
  ...shared,
  entryPoints: [fileURLToPath(import.meta.resolve('@galeria/media-index/thread'))],
  outfile: 'dist/index.thread.mjs',
};

export const bundles: readonly BuildOptions[] = [program, indexThread];

async function copyPages(): Promise<void> {
  // Remove files of an older page.
  await rm(here('dist/page'), { recursive: true, force: true });
  await cp(here('../gallery/dist'), here('dist/page'), { recursive: true });

  // The API reference: Swagger UI, and a page that starts it without inline scripts.
  await rm(here('dist/docs'), { recursive: true, force: true });
  await mkdir(here('dist/docs'));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    const file = fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`));
    await copyFile(file, here(`dist/docs/${name}`));
  }
  await cp(here('src/openapi/reference'), here('dist/docs'), { recursive: true });
}

if (import.meta.main) {
  for (const bundle of bundles) await build(bundle);
  await copyPages();
  await precompress(here('dist/page/assets'));
  await precompress(here('dist/docs'));
}
