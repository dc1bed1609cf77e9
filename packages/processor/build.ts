import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kinds } from '@galeria/media';
import { type BuildOptions, build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The CommonJS packages inside an ESM bundle ask for what only CommonJS has. */
const COMMON_JS_BANNER = [
  "import { createRequire } from 'node:module';",
  'const require = createRequire(import.meta.url);',
  'const __dirname = import.meta.dirname;',
  'const __filename = import.meta.filename;',
].join(' ');

/** A function's entry: the handler, and the one kind whose code the bundle carries. */
const entry = (kind: string) => `
  import { derive } from '@galeria/media/${kind}';
  import { createHandler } from '@galeria/processor';
  export const handler = createHandler(derive, '${kind}');
`;

/** The function that takes the dead letters of every kind; its name is that of its folder. */
const DEAD_LETTERS = 'dead-letters';

const deadLettersEntry = `
  import { createHandler } from './src/dead-letters/handler.ts';
  export const handler = createHandler();
`;

/** A kind's code that runs in a process or thread of its own is named so, and bundled beside. */
const PROGRAM = /\.(?:process|thread)\.ts$/;

async function programsOf(kind: string): Promise<string[]> {
  const folder = dirname(fileURLToPath(import.meta.resolve(`@galeria/media/${kind}`)));
  const names = await readdir(folder);
  return names.filter((name) => PROGRAM.test(name)).map((name) => `${folder}/${name}`);
}

/** How everything that runs in a Lambda is bundled, apart from a kind's native parts. */
export const options: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  sourcemap: true,
  banner: { js: COMMON_JS_BANNER },
  logLevel: 'warning',
};

/**
 * Bundles one Lambda for every kind, and the one for dead letters, into `<outDir>/<name>/index.mjs`,
 * and a kind's programs beside. The AWS SDK goes in, so that what runs is what was tried and not the
 * runtime's; a kind's native parts cannot.
 */
export async function bundle(outDir = here('dist')): Promise<void> {
  const entries = [
    ...kinds.map(({ name, processor }) => ({
      name,
      contents: entry(name),
      external: [...processor.natives],
    })),
    { name: DEAD_LETTERS, contents: deadLettersEntry, external: [] },
  ];
  const functions = entries.map(({ name, contents, external }) =>
    build({
      ...options,
      external,
      stdin: { contents, resolveDir: here('.'), sourcefile: `${name}.ts` },
      outfile: `${outDir}/${name}/index.mjs`,
    }),
  );
  const programs = kinds.map(async ({ name, processor }) =>
    build({
      ...options,
      external: [...processor.natives],
      entryPoints: await programsOf(name),
      outdir: `${outDir}/${name}`,
      outExtension: { '.js': '.mjs' },
    }),
  );
  await Promise.all([...functions, ...programs]);
}

if (import.meta.main) await bundle();
