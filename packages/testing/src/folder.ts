import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

/** A server that the test file ends later may still write into its folder. */
const RETRIES = { maxRetries: 20, retryDelay: 100 };

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true, ...RETRIES });
});

/** Creates a folder that is deleted after the test file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  made.push(folder);
  return folder;
}
