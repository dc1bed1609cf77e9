import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One file that plain `node` starts, with nothing beside it but the page that it serves. */
await build({
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
});

// What an older page left behind must not be shipped.
await rm('dist/page', { recursive: true, force: true });
await cp('../gallery/dist', 'dist/page', { recursive: true });

// The reference of the API: Swagger UI, and a page of ours that starts it without inline scripts.
await rm('dist/docs', { recursive: true, force: true });
await mkdir('dist/docs');
for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
  const file = fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`));
  await copyFile(file, `dist/docs/${name}`);
}
await cp('src/openapi/docs', 'dist/docs', { recursive: true });
