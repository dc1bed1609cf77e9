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

/** The image function as it is bundled, with a way to ask it for a picture without a queue. */
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
 * A cold start of the bundled image function: from its import until a small picture is decoded and all
 * its renditions are made, in milliseconds; Node's own start is not counted.
 */
export async function measureColdStart(picture: string, rounds: number): Promise<number> {
  // Inside the package: sharp, which no bundle carries, is looked for upwards from here.
  const folder = await mkdtemp(join(processor, 'dist', 'bench-'));
  try {
    await cp(join(processor, 'dist', 'image'), folder, { recursive: true });
    const stdin = { contents: ENTRY, resolveDir: processor };
    await build({
      ...options,
      external: [...kindByName('image')!.processor.natives],
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
      times.push(Number((await run(process.execPath, args, { env: environment })).stdout));
    }
    return median(times);
  } finally {
    await rm(folder, { recursive: true });
  }
}
