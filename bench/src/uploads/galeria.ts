import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { kinds } from '@galeria/media';
import { processEnvironment } from '@galeria/uploader/process-environment';
import { addressIn, program, type Running, startServer } from './processes.ts';

const uploader = fileURLToPath(new URL('../../../apps/uploader/dist/main.mjs', import.meta.url));
const host = fileURLToPath(import.meta.resolve('@galeria/local'));

/** The uploader alone: S3, DynamoDB and SQS answer at once. */
export async function startUploader(folder: string, node: readonly string[]): Promise<Running> {
  const stub = await startServer([process.execPath, program('stub-cloud.ts')], addressIn);
  const queues = kinds.map(({ name }) => [name, `${stub.address}/000000000000/${name}`]);
  const running = await startServer([process.execPath, ...node, uploader], addressIn, {
    env: {
      ...processEnvironment,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'galeria',
      AWS_SECRET_ACCESS_KEY: 'galeria-secret',
      AWS_ENDPOINT_URL: stub.address,
      GALERIA_CELL: 'a',
      GALERIA_ORIGINALS_BUCKET: 'originals',
      GALERIA_GALLERY_BUCKET: 'gallery',
      GALERIA_TABLE: 'catalog',
      GALERIA_QUEUES: JSON.stringify(Object.fromEntries(queues)),
      GALERIA_KIND_MAX_BYTES: JSON.stringify({ image: 2 ** 31 }),
      GALERIA_ERASURES: `${stub.address}/000000000000/erasures`,
      GALERIA_DATA_DIR: folder,
      GALERIA_PORT: '0',
      GALERIA_SPOOL_MIN_FREE_BYTES: '1',
    },
  });
  const stop = async () => {
    await running.stop();
    await stub.stop();
  };
  return { ...running, stop };
}

/** The whole Galeria as `npm start` runs it. */
export async function startWhole(folder: string): Promise<Running> {
  await mkdir(folder, { recursive: true });
  return startServer(
    [process.execPath, host],
    (line) => /^Galeria is running at (\S+)/.exec(line)?.[1],
    { env: { PATH: '/usr/bin:/bin', GALERIA_HOME: join(folder, 'home'), PORT: '0' } },
  );
}

/** Waits until everything is shipped, so that shipping does not slow down the next measurement. */
export async function waitUntilShipped({ address }: Running): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/readyz`);
    const text = await response.text();
    if (/"files":0\b/.test(text)) return;
    await sleep(100);
  }
}
