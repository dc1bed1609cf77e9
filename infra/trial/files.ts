import { crc32, deflateSync } from 'node:zlib';

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

const SIDE = 64;
const RATE = 8000;

/** Returns a file of each kind, different at each call, so that none is known already. */
export const samples = (seed: number): Record<'image' | 'audio' | 'document', Sample> => ({
  image: { name: `trial-${seed}.png`, bytes: png(seed) },
  audio: { name: `trial-${seed}.wav`, bytes: wav(seed) },
  document: {
    name: `trial-${seed}.txt`,
    bytes: Buffer.from(`A trial of Galeria, number${seed}.\n`),
  },
});

/** A grey square with a gradient. @see https://www.w3.org/TR/png-3/ */
function png(seed: number): Buffer {
  const rows = Array.from({ length: SIDE }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: SIDE }, (_, x) => (x * y + seed) % 256)]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** One second of a tone, 16 bits, one channel. */
function wav(seed: number): Buffer {
  const samples = Buffer.alloc(RATE * 2);
  for (let at = 0; at < RATE; at++) {
    const phase = (at * (200 + (seed % 400)) * 2 * Math.PI) / RATE;
    samples.writeInt16LE(Math.round(8000 * Math.sin(phase)), at * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
