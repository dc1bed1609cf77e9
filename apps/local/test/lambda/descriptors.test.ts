import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, open, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

/** Above the descriptors that Node closes in its children. */
const DESCRIPTOR = 40;

let scratchDir: string;
let catalog: FileHandle;

beforeEach(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'galeria-descriptors-'));
  catalog = await open(join(scratchDir, 'catalog'), 'w');
});

afterEach(async () => {
  await catalog.close();
  await rm(scratchDir, { recursive: true, force: true });
});

test('an environment inherits no open files of its host', async () => {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const others = Array.from({ length: DESCRIPTOR - 3 }, () => 'ignore' as const);
  const host = spawn(process.execPath, [script, 'echo', scratchDir], {
    stdio: ['ignore', 'pipe', 'inherit', ...others, catalog.fd],
  });
  try {
    const [line] = await once(createInterface(host.stdout!), 'line');
    const [pid] = (JSON.parse(line) as { pids: number[] }).pids;
    expect(await openFiles(host.pid!)).toContain(join(scratchDir, 'catalog'));
    expect(await openFiles(pid!)).not.toContain(join(scratchDir, 'catalog'));
  } finally {
    host.kill('SIGKILL');
    await once(host, 'exit');
  }
});

async function openFiles(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
}
