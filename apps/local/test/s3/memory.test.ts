import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { spawnS3 } from './process.ts';

const MiB = 1024 * 1024;
const Bucket = 'memory';

/**
 * Returns the peak resident memory of a process in MiB.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
}

test('uploading and downloading 1 GiB takes at most 150 MiB of memory', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'galeria-s3-memory-'));
  const server = await spawnS3(dir, join(dir, 'events.jsonl'));
  try {
    await server.client.send(new CreateBucketCommand({ Bucket }));
    const mebibyte = Buffer.alloc(MiB, 'galeria ');
    const pieces = Array.from({ length: 1024 }, () => mebibyte);
    await server.client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'large',
        Body: Readable.from(pieces, { objectMode: false, highWaterMark: MiB }),
        ContentLength: 1024 * MiB,
      }),
    );
    const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    let received = 0;
    for await (const chunk of Body as Readable) received += chunk.length;
    expect(received).toBe(1024 * MiB);
    expect(await peakMemory(server.pid)).toBeLessThanOrEqual(150);
  } finally {
    await server.kill();
    await rm(dir, { recursive: true, force: true });
  }
});
