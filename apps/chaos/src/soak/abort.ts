import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** Where an upload is interrupted. */
export const moments = [
  'in-headers',
  'after-headers',
  'in-boundary',
  'in-part-headers',
  'in-file',
  'before-last-boundary',
  'before-last-byte',
  'any-byte',
] as const;

const SLICES = 3;
const PAUSE_MS = 15;

/** Sends an upload up to a random point, in one to three slices, and closes by FIN or RST. */
export async function abortUpload(address: string, bytes: Buffer, random: Random): Promise<void> {
  const { hostname, port } = new URL(address);
  const request = requestOf(hostname, port, bytes);
  const end = lengthAt(random.pick(moments), request, random);
  const sent = Buffer.concat([request.head, request.body]).subarray(0, end);
  const slices = random.integer(1, SLICES);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  socket.on('error', () => {});
  // An unread answer would keep the connection open.
  socket.resume();
  const step = Math.max(1, Math.ceil(sent.length / slices));
  for (let at = 0; at < sent.length && !socket.destroyed; at += step) {
    socket.write(sent.subarray(at, at + step));
    if (random.chance(0.5)) await sleep(random.integer(0, PAUSE_MS));
  }
  // Send all written bytes before the end.
  await new Promise<void>((done) => socket.write('', () => done()));
  if (random.chance(0.5)) socket.resetAndDestroy();
  else socket.destroy();
  await closed;
}

function requestOf(hostname: string, port: string, bytes: Buffer) {
  const boundary = '------------------------galeria-soak';
  const opening = Buffer.from(`--${boundary}\r\n`);
  const part = Buffer.from(
    'Content-Disposition: form-data; name="file"; filename="interrupted.jpg"\r\n\r\n',
  );
  const closing = Buffer.from(`\r\n--${boundary}--\r\n`);
  const body = Buffer.concat([opening, part, bytes, closing]);
  const head = Buffer.from(
    `POST /uploads HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  return { head, body, opening, part, bytes, closing };
}

function lengthAt(
  moment: (typeof moments)[number],
  { head, body, opening, part, bytes, closing }: ReturnType<typeof requestOf>,
  random: Random,
): number {
  const total = head.length + body.length;
  const file = head.length + opening.length + part.length;
  switch (moment) {
    case 'in-headers':
      return random.integer(1, head.length - 1);
    case 'after-headers':
      return head.length;
    case 'in-boundary':
      return head.length + random.integer(1, opening.length - 1);
    case 'in-part-headers':
      return head.length + opening.length + random.integer(0, part.length - 1);
    case 'in-file':
      return file + random.integer(1, bytes.length - 1);
    case 'before-last-boundary':
      return total - closing.length;
    case 'before-last-byte':
      return total - random.integer(1, 4);
    case 'any-byte':
      return random.integer(1, total - 1);
  }
}
