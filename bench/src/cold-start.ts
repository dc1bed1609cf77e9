import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './statistics.ts';

const run = promisify(execFile);
const bundle = (file: string) =>
  fileURLToPath(new URL(`../../packages/processor/dist/image/${file}`, import.meta.url));

/**
 * A cold start of the bundled image function, in milliseconds: the import of its handler, and from the
 * start of the decoder's process to the answer for a small picture.
 */
export async function measureColdStart(picture: string, rounds: number) {
  const imports: number[] = [];
  const decodes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    imports.push(await importMs());
    decodes.push(await decodeMs(picture));
  }
  return { importMs: median(imports), decodeMs: median(decodes) };
}

async function importMs(): Promise<number> {
  const script = `
    const startedAt = performance.now();
    await import(${JSON.stringify(bundle('index.mjs'))});
    console.log(performance.now() - startedAt);`;
  const env = {
    GALERIA_KIND: 'image',
    GALERIA_TABLE: 't',
    GALERIA_ORIGINALS_BUCKET: 'o',
    GALERIA_GALLERY_BUCKET: 'g',
    GALERIA_QUEUE_URL: 'http://127.0.0.1/q',
    AWS_REGION: 'eu-central-1',
  };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env });
  return Number(stdout);
}

async function decodeMs(picture: string): Promise<number> {
  const startedAt = performance.now();
  const child = fork(bundle('derive.process.mjs'), { serialization: 'advanced', env: {} });
  child.send({ source: { id: 'x', path: picture, size: 1 } });
  await once(child, 'message');
  const elapsed = performance.now() - startedAt;
  child.disconnect();
  return elapsed;
}
