import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DONE, RATE } from './config.ts';

/** Faults in the media under the spools; none until it is told. */
export type Medium = Awaited<ReturnType<typeof openMedium>>;

export async function openMedium(home: string, seed: number) {
  const folder = join(home, 'medium');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, DONE), '');
  const setRate = (share: number) => writeFile(join(folder, RATE), String(share));
  await setRate(0);
  return {
    /** Of a cell. */
    environment: {
      NODE_OPTIONS: `--import ${fileURLToPath(new URL('./disk.ts', import.meta.url))}`,
      GALERIA_CHAOS_MEDIUM: folder,
      GALERIA_CHAOS_SEED: String(seed),
    },
    /** Which share of the calls fails from now on. */
    setRate,
    /** Every fault that there was, by its name. */
    done: async (): Promise<string[]> =>
      (await readFile(join(folder, DONE), 'utf8')).split('\n').filter(Boolean),
  };
}
