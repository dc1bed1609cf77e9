import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '@galeria/testing';

export const HOUR_MS = 3_600_000;

/** A clock for uploaders that a test can set at any time. */
export async function openClock(offsetMs = 0) {
  const file = join(await newFolder(), 'offset');
  const set = async (ahead: number): Promise<void> => {
    await writeFile(`${file}.new`, String(ahead));
    await rename(`${file}.new`, file);
  };
  await set(offsetMs);
  const preload = new URL('./shifted-clock.mjs', import.meta.url);
  preload.searchParams.set('offset', file);
  return {
    /** The environment of an uploader with this clock. */
    environment: { NODE_OPTIONS: `--import=${preload.href}` },
    /** Sets the offset from the true time in milliseconds. */
    set,
  };
}
