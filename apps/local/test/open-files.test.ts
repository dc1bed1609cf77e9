import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** Enough for the start; connections reach it soon. */
const MOST = 256;

let host: ChildProcess | undefined;
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  if (host?.exitCode === null) process.kill(-Number(host.pid), 'SIGKILL');
});

test('at its limit of open files, the host says so, keeps running, and accepts again', async () => {
  const limited = [`--nofile=${MOST}:${MOST}`, process.execPath, main];
  host = spawn('prlimit', limited, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      GALERIA_HOME: join(await newFolder(), 'home'),
      NODE_OPTIONS: '',
    },
  });
  const ended = once(host, 'close');
  let said = '';
  for (const stream of [host.stdout, host.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const untilSaid = (sentence: RegExp) =>
    eventually(() => {
      if (host?.exitCode !== null) throw new Error(`the host ended: ${said}`);
      return sentence.exec(said) ?? undefined;
    });
  const [, address = ''] = await untilSaid(/is running at (http:\S+)/);
  const { port } = new URL(address);

  // Connections without a request are closed after a while, so further ones take their place.
  const isClosed = new Set<Socket>();
  await eventually(async () => {
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {}).once('close', () => isClosed.add(socket));
    await once(socket, 'connect');
    return said.includes('is reached');
  });
  expect(said).toContain(`The limit of ${MOST} open files of this process is reached`);
  expect(said).toContain('Raise the limit with ulimit -n');
  await eventually(() => isClosed.size > 0);

  for (const socket of sockets) socket.destroy();
  await untilSaid(/Files are free again/);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  process.kill(Number(host.pid), 'SIGINT');
  expect(await ended).toEqual([0, null]);
});
