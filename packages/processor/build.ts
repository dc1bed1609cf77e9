import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KindDescriptor, kinds } from '@galeria/media';
import { type BuildOptions, build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** CommonJS packages inside an ESM bundle need these globals of CommonJS. */
const COMMON_JS_BANNER = [
  "import { createRequire } from 'node:module';",
  'const require = createRequire(import.meta.url);',
  'const __dirname = import.meta.dirname;',
  'const __filename = import.meta.filename;',
].join(' ');

/** The entry of a function: the handler with the code of one kind. */
const entry = (kind: string) => `
  import { derive } from '@galeria/media/${kind}';
  import { createHandler } from '@galeria/processor';
  export const handler = createHandler(derive, '${kind}');
`;

/** The function that consumes the dead-letter queues of all kinds; named after its folder. */
const DEAD_LETTERS = 'dead-letters';

const deadLettersEntry = `
  import { createHandler } from './src/dead-letters/handler.ts';
  export const handler = createHandler();
`;

/** Files of a kind that run in a process or thread of their own; each gets its own bundle. */
const PROGRAM = /\.(?:process|thread)\.ts$/;

const indexOf = (kind: string) => fileURLToPath(import.meta.resolve(`@galeria/media/${kind}`));

async function programsOf(kind: string): Promise<string[]> {
  const folder = dirname(indexOf(kind));
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => PROGRAM.test(name)).map((name) => `${folder}/${name}`);
}

/** Copies the files that a kind's code expects beside its bundle. */
async function copyAssets({ name, processor }: KindDescriptor, outDir: string): Promise<void> {
  const { resolve } = createRequire(indexOf(name));
  await mkdir(outDir, { recursive: true });
  for (const asset of processor.assets ?? []) {
    await copyFile(resolve(asset), `${outDir}/${basename(asset)}`);
  }
}

/** The build options of all Lambda functions, without a kind's native packages. */
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
 * Bundles one Lambda function for every kind, and one for dead letters, into
 * `<outDir>/<name>/index.mjs`, with the programs and assets of the kind beside it. Bundles include the
 * AWS SDK, so that the tested version runs instead of the runtime's, but no native packages.
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
      // `programBeside` expects programs beside the bundle, whatever the folder of their source.
      entryNames: '[name]',
      outExtension: { '.js': '.mjs' },
    }),
  );
  const assets = kinds.map((kind) => copyAssets(kind, `${outDir}/${kind.name}`));
  await Promise.all([...functions, ...programs, ...assets]);
}

if (import.meta.main) await bundle();
