import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KindDescriptor, kinds } from '@galeria/media';
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

/** The functions that are of no kind. The name of each is that of its folder. */
const OTHERS = ['dead-letters', 'erasures'] as const;

const otherEntry = (name: string) => `
  import { createHandler } from './src/${name}/handler.ts';
  export const handler = createHandler();
`;

/** A kind's code that runs in a process or thread of its own is named so, and bundled beside. */
const PROGRAM = /\.(?:process|thread)\.ts$/;

const indexOf = (kind: string) => fileURLToPath(import.meta.resolve(`@galeria/media/${kind}`));

async function programsOf(kind: string): Promise<string[]> {
  const folder = dirname(indexOf(kind));
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => PROGRAM.test(name)).map((name) => `${folder}/${name}`);
}

/** Lays the files that a kind's code looks for beside its bundle. */
async function copyAssets({ name, processor }: KindDescriptor, outDir: string): Promise<void> {
  const { resolve } = createRequire(indexOf(name));
  await mkdir(outDir, { recursive: true });
  for (const asset of processor.assets ?? []) {
    await copyFile(resolve(asset), `${outDir}/${basename(asset)}`);
  }
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

/** The bundles of all functions, and of the programs of the kinds, below a folder. */
export async function bundles(outDir = here('dist')): Promise<BuildOptions[]> {
  const entries = [
    ...kinds.map(({ name, processor }) => ({
      name,
      contents: entry(name),
      external: [...processor.natives],
    })),
    ...OTHERS.map((name) => ({ name, contents: otherEntry(name), external: [] })),
  ];
  const functions = entries.map(({ name, contents, external }) => ({
    ...options,
    absWorkingDir: here('.'),
    external,
    stdin: { contents, resolveDir: here('.'), sourcefile: `${name}.ts` },
    outfile: `${outDir}/${name}/index.mjs`,
  }));
  const programs = kinds.map(async ({ name, processor }) => ({
    ...options,
    absWorkingDir: here('.'),
    external: [...processor.natives],
    entryPoints: await programsOf(name),
    outdir: `${outDir}/${name}`,
    // Beside the bundle, whatever folder the source lies in: `programBeside` looks there.
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
  }));
  return [...functions, ...(await Promise.all(programs))];
}

/**
 * Bundles one Lambda for every kind, and those for dead letters and erasures, into `<outDir>/<name>/index.mjs`,
 * and a kind's programs and assets beside. The AWS SDK is bundled, so that the deployed version is
 * the tested one and not the runtime's; a kind's native parts cannot be bundled.
 */
export async function bundle(outDir = here('dist')): Promise<void> {
  const built = (await bundles(outDir)).map((each) => build(each));
  const assets = kinds.map((kind) => copyAssets(kind, `${outDir}/${kind.name}`));
  await Promise.all([...built, ...assets]);
}

if (import.meta.main) await bundle();
