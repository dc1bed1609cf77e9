// The disk's own durable rate: node disk.ts FOLDER SIZE COUNT CONCURRENCY. Writes files and syncs each
// and the folder, without a network. Prints a LoadResult.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from '../statistics.ts';
import { fileBytes } from './bodies.ts';
import type { LoadResult } from './load.ts';

const [folder = '', ...numbers] = process.argv.slice(2);
const [size = 0, count = 0, concurrency = 0] = numbers.map(Number);
let left = count;
const times: number[] = [];

const startedAt = performance.now();
await Promise.all(Array.from({ length: concurrency }, writeFiles));
const result: LoadResult = {
  seconds: (performance.now() - startedAt) / 1000,
  p50Ms: median(times),
};
console.log(JSON.stringify(result));

async function writeFiles(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const begunAt = performance.now();
    const file = await open(join(folder, String(left)), 'w');
    for (const piece of fileBytes(size)) await file.write(piece);
    await file.sync();
    await file.close();
    const parent = await open(folder, 'r');
    await parent.sync();
    await parent.close();
    times.push(performance.now() - begunAt);
  }
}
