// The host of decoders that try to escape. Arguments: the level of isolation, a folder, and the
// descriptor of a file that it was started with. Prints what succeeded.
import { spawn } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { codeFolders } from '../../src/isolation/code-folders.ts';
import { launcherOf } from '../../src/isolation/command.ts';
import { type IsolationLevel, isolate, withoutInherited } from '../../src/isolation/index.ts';
import type { Targets } from './escape.ts';

const [level, folder, descriptor] = process.argv.slice(2) as [IsolationLevel, string, string];
const limits = { cpuMs: 60_000, wallMs: 300_000, memoryBytes: 500_000_000 };

const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const targets: Omit<Targets, 'folder'> = {
  secret: process.env.AWS_SECRET_ACCESS_KEY!,
  hostPid: process.pid,
  privateFile: join(folder, 'stack.json'),
  privateFolder: folder,
  openFile: fstatSync(Number(descriptor)).ino,
  port: (server.address() as { port: number }).port,
};
await writeFile(targets.privateFile, 'secret', { mode: 0o600 });
console.log(JSON.stringify({ javascript: await javascript(), native: await native() }));
server.close();

async function javascript() {
  const path = join(folder, 'original');
  await writeFile(path, JSON.stringify(targets));
  const derive = isolate(new URL('./escape.process.ts', import.meta.url), limits, level);
  return (await derive({ id: 'x', path, size: 1 })).metadata;
}

async function native() {
  const program = fileURLToPath(new URL('./escape.native.ts', import.meta.url));
  const own = join(folder, 'own');
  await mkdir(own);
  const node = [process.execPath, program, JSON.stringify({ ...targets, folder: own })];
  const [file = '', ...args] = [...launcherOf(level, codeFolders(program), own), ...node];
  const { stdout } = withoutInherited(['ignore', 'pipe', 'inherit'], (stdio) =>
    spawn(file, args, { stdio, cwd: own, env: {} }),
  );
  return JSON.parse(await text(stdout!));
}
