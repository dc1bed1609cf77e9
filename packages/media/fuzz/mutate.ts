import type { Random } from './random.ts';

/** Edge values of lengths, counts and offsets. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

type Mutation = (file: Buffer, random: Random, other: Buffer) => Buffer;

const flipBits: Mutation = (file, random) => {
  for (let times = 1 + random.integer(16); times > 0; times--) {
    const at = random.integer(file.length);
    file.writeUInt8(file.readUInt8(at) ^ (1 << random.integer(8)), at);
  }
  return file;
};

const writeEdge: Mutation = (file, random) => {
  if (file.length < 4) return file;
  const at = random.integer(file.length - 3);
  const value = random.pick(EDGES);
  if (random.integer(2) === 0) file.writeUInt32BE(value, at);
  else file.writeUInt32LE(value, at);
  return file;
};

const fillChunk: Mutation = (file, random) => {
  const at = random.integer(file.length);
  return file.fill(random.integer(256), at, Math.min(at + 1 + random.integer(64), file.length));
};

const cut: Mutation = (file, random) => file.subarray(0, 1 + random.integer(file.length));

const remove: Mutation = (file, random) => {
  const at = random.integer(file.length);
  return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + random.integer(64))]);
};

const repeat: Mutation = (file, random) => {
  const at = random.integer(file.length);
  const chunk = file.subarray(at, at + 1 + random.integer(256));
  const times = Array<Buffer>(1 + random.integer(50)).fill(chunk);
  return Buffer.concat([file.subarray(0, at), ...times, file.subarray(at)]);
};

/** Joins the beginning of one file and the end of another. */
const splice: Mutation = (file, random, other) =>
  Buffer.concat([
    file.subarray(0, 1 + random.integer(file.length)),
    other.subarray(random.integer(other.length)),
  ]);

const mutations = [
  flipBits,
  flipBits,
  writeEdge,
  writeEdge,
  fillChunk,
  cut,
  remove,
  repeat,
  splice,
];

/** Damages a copy of a file one to three times. */
export function mutate(file: Uint8Array, other: Buffer, random: Random): Buffer {
  let mutated: Buffer = Buffer.from(file);
  for (let times = 1 + random.integer(3); times > 0; times--) {
    if (mutated.length > 0) mutated = random.pick(mutations)(mutated, random, other);
  }
  return mutated;
}
