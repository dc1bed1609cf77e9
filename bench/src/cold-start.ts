import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kindByName } from '@galeria/media';
import { options } from '@galeria/processor/build';
import { build } from 'esbuild';
import { median } from './statistics.ts';

const run = promisify(execFile);
const processor = fileURLToPath(new URL('../../packages/processor/', import.meta.url));

/** The image function's bundle with an additional export to process a picture without a queue. */
const ENTRY = `
  import { derive } from '@galeria/media/image';
  import { createHandler } from '@galeria/processor';
  export const handler = createHandler(derive, 'image');
  export { derive };
`;

const environment = {
  GALERIA_KIND: 'image',
  GALERIA_TABLE: 't',
  GALERIA_ORIGINALS_BUCKET: 'o',
  GALERIA_GALLERY_BUCKET: 'g',
  GALERIA_QUEUE_URL: 'http://127.0.0.1/q',
  AWS_REGION: 'eu-central-1',
};

/**
 * Measures the cold start of the bundled image function in milliseconds: from its import until all
 * renditions of a small picture are made, without the start of Node.
 */
export async function measureColdStart(picture: string, rounds: number): Promise<number> {
  const image = kindByName('image');
  assert(image, 'the registry has the kind');
  const { natives } = image.processor;
  // Inside the package, so that sharp, which is not bundled, is found.
  const folder = await mkdtemp(join(processor, 'dist', 'bench-'));
  try {
    await cp(join(processor, 'dist', 'image'), folder, { recursive: true });
    const stdin = { contents: ENTRY, resolveDir: processor };
    await build({
      ...options,
      external: [...natives],
      stdin,
      outfile: join(folder, 'index.mjs'),
    });
    const script = `
      const startedAt = performance.now();
      const { derive } = await import(${JSON.stringify(join(folder, 'index.mjs'))});
      await derive({ id: 'x', path: ${JSON.stringify(picture)}, size: 1 });
      console.log(performance.now() - startedAt);`;
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const args = ['--input-type=module', '-e', script];
      const { stdout } = await run(process.execPath, args, { env: environment });
      // The lines before are the log of the function.
      times.push(Number(stdout.trimEnd().split('\n').at(-1)));
    }
    return median(times);
  } finally {
    await rm(folder, { recursive: true });
  }
}
