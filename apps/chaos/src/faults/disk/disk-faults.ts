import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INJECTED, RATE } from './config.ts';

/** Faults of the disks under the spools. The rate is 0 until `setRate`. */
export type DiskFaults = Awaited<ReturnType<typeof openDiskFaults>>;

export async function openDiskFaults(home: string, seed: number) {
  const folder = join(home, 'disk-faults');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, INJECTED), '');
  const setRate = (share: number) => writeFile(join(folder, RATE), String(share));
  await setRate(0);
  return {
    /** Environment variables of a cell. */
    environment: {
      NODE_OPTIONS: `--import ${fileURLToPath(new URL('./preload.ts', import.meta.url))}`,
      GALERIA_CHAOS_FAULTS: folder,
      GALERIA_CHAOS_SEED: String(seed),
    },
    /** Sets the share of the calls that fail. */
    setRate,
    /** The names of all faults so far. */
    injected: async (): Promise<string[]> =>
      (await readFile(join(folder, INJECTED), 'utf8')).split('\n').filter(Boolean),
  };
}
