import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { componentDocument } from '../image/component.ts';
import { describeWith } from './support/needs.ts';
import { imageRoot } from './support/run.ts';

const sandbox = fileURLToPath(new URL('./support/sandbox.py', import.meta.url));
const bundle = fileURLToPath(new URL('../../apps/uploader/dist', import.meta.url));
const unit = join(imageRoot, 'etc/systemd/system/galeria-uploader.service');

/** Returns the environment of the image's test phase, with which an uploader must start. */
function environmentOfTestPhase(): Record<string, string> {
  const { phases } = JSON.parse(componentDocument({ bucket: 'b', key: 'k' }));
  const script: string = phases.at(-1).steps[0].inputs.commands[0];
  const [, lines = ''] = /uploader\.env <<END\n([\s\S]*?)\nEND\n/.exec(script)!;
  return Object.fromEntries(
    lines
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** Copies Node and the bundle to a folder that is readable for every user, as in the image. */
async function install(folder: string): Promise<string[]> {
  const [node, uploader] = [join(folder, 'node'), join(folder, 'uploader')];
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  await cp(bundle, uploader, { recursive: true });
  return [node, join(uploader, 'main.mjs')];
}

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-sandbox-'));
  await chmod(folder, 0o755);
  return folder;
}

async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', (text) => said.push(String(text)));
  for await (const line of createInterface({ input: child.stdout! })) {
    said.push(line);
    const { message, address } = JSON.parse(line);
    if (message === 'listening') return address;
  }
  throw new Error(said.join('\n'));
}

/** The first bytes of a JPEG, enough for the uploader's detection. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

// PID 1 need not be systemd. See support/sandbox.py for the limits of the sandbox.
describeWith(['systemd', 'python3-seccomp', 'root'], () => {
  test('the uploader accepts an upload under the sandbox of its unit', async () => {
    const [folder, programs] = [await openFolder(), await openFolder()];
    const command = await install(programs);
    const child = spawn('/usr/bin/python3', [sandbox, unit, folder, ...command], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        ...environmentOfTestPhase(),
        GALERIA_PORT: '0',
        GALERIA_DATA_DIR: folder,
        // The cloud is unavailable, as in the image's test phase.
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
        AWS_ACCESS_KEY_ID: 'none',
        AWS_SECRET_ACCESS_KEY: 'none',
      },
    });
    try {
      const address = await addressOf(child);
      const form = new FormData();
      form.append('file', new Blob([JPEG]), 'a.jpg');
      const answer = await fetch(`${address}/uploads`, { method: 'POST', body: form });
      expect([answer.status, await answer.text()]).toEqual([202, expect.stringContaining('a.jpg')]);
      expect(await readdir(join(folder, 'spool/ready'))).toHaveLength(1);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
      await rm(folder, { recursive: true });
      await rm(programs, { recursive: true });
    }
  });
});
