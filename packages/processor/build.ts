import { fileURLToPath } from 'node:url';
import { kinds } from '@galeria/media';
import { build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The CommonJS packages inside an ESM bundle ask for Node's own modules by `require`. */
const REQUIRE_BANNER =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

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

/**
 * Bundles one Lambda for every kind, and the one for dead letters, into `<outDir>/<name>/index.mjs`.
 * The AWS SDK goes in, so that what runs is what was tried and not the runtime's; sharp's native part
 * cannot.
 */
export async function bundle(outDir = here('dist')): Promise<void> {
  const entries = [
    ...kinds.map(({ name }) => ({ name, contents: entry(name) })),
    { name: DEAD_LETTERS, contents: deadLettersEntry },
  ];
  await Promise.all(
    entries.map(({ name, contents }) =>
      build({
        stdin: { contents, resolveDir: here('.'), sourcefile: `${name}.ts` },
        outfile: `${outDir}/${name}/index.mjs`,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node24',
        external: ['sharp'],
        sourcemap: true,
        banner: { js: REQUIRE_BANNER },
        logLevel: 'warning',
      }),
    ),
  );
}

if (import.meta.main) await bundle();
