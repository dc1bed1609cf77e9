// The load generator, in a process of its own: node load.ts JOB, where JOB is JSON. Prints a LoadResult.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from '../statistics.ts';
import { type Protocol, requests } from './bodies.ts';
import { openConnection } from './connection.ts';

export interface Job {
  readonly address: string;
  readonly protocol: Protocol;
  /** The path of the request; that of PUT ends before the file's name. */
  readonly path: string;
  readonly size: number;
  readonly count: number;
  readonly concurrency: number;
  /** Syncs each file in this folder, and the folder, before the upload counts as answered. */
  readonly syncIn?: string;
}

export interface LoadResult {
  readonly seconds: number;
  /** Median time of one upload. */
  readonly p50Ms: number;
  /** The status that refused the first upload, if any: the rest is not sent. */
  readonly refused?: number;
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
let left = job.count;
let refused: number | undefined;
const times: number[] = [];

const startedAt = performance.now();
await Promise.all(Array.from({ length: job.concurrency }, sendFiles));
const result: LoadResult = {
  seconds: (performance.now() - startedAt) / 1000,
  p50Ms: median(times),
  ...(refused === undefined ? {} : { refused }),
};
console.log(JSON.stringify(result));

async function sendFiles(): Promise<void> {
  const connection = await openConnection(job.address);
  while (refused === undefined && left > 0) {
    left -= 1;
    const name = `${process.pid}-${left}.jpg`;
    const sentAt = performance.now();
    const { status } = await connection.request(requests[job.protocol](job.path, name, job.size));
    if (status >= 300) refused = status;
    else if (job.syncIn !== undefined) await syncFile(job.syncIn, name);
    times.push(performance.now() - sentAt);
  }
  connection.close();
}

async function syncFile(folder: string, name: string): Promise<void> {
  for (const path of [join(folder, name), folder]) {
    const file = await open(path, 'r');
    await file.sync();
    await file.close();
  }
}
