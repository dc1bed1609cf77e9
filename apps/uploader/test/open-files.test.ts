import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually, newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { runUploader } from './support/uploader.ts';

const MOST = 64;

test('at its limit of open files, the uploader says so, keeps running, and accepts again', async () => {
  const uploader = await runUploader(await newFolder(), {}, [
    'prlimit',
    `--nofile=${MOST}:${MOST}`,
  ]);
  const { port } = new URL(uploader.address!);
  const sockets: Socket[] = [];
  const isClosed = new Set<Socket>();
  async function open(): Promise<void> {
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {}).once('close', () => isClosed.add(socket));
    await once(socket, 'connect');
  }
  const said = (part: string) => uploader.log.find(({ message }) => message.includes(part));

  // Connections without a request stay open for GALERIA_HEADERS_MS, so further ones take their place.
  const reached = await eventually(async () => {
    await open();
    return said('is reached');
  });
  expect(reached).toMatchObject({ level: 'error', code: 'too-many-open-files' });
  expect(reached.message).toContain(`The limit of ${MOST} open files of this process is reached`);
  expect(reached.message).toContain('Raise the limit with ulimit -n');
  await eventually(() => isClosed.size > 0);

  for (const socket of sockets) socket.destroy();
  await eventually(() => said('Files are free again'));
  expect((await fetch(`${uploader.address}/healthz`)).status).toBe(200);
  expect(await uploader.end('SIGTERM')).toBe(0);
});
