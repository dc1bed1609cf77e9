import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { destroySteps } from '@galeria/infra/destroy';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { names, REGION } from '../stack.ts';
import { type Harness, openHarness } from './harness.ts';

/** More versions than one argument of a program can hold. */
const MANY = 700;
const TOGETHER = 20;
const BUCKETS = [names.originalsBucket, names.galleryBucket];

const cli = fileURLToPath(new URL('./aws-cli.ts', import.meta.url));

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** Writes a program for the PATH of the script. */
async function program(folder: string, name: string, script: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

test('the printed commands empty a bucket of all versions and delete markers', async () => {
  const folder = await newFolder();
  await program(folder, 'pulumi', 'exit 0');
  await program(folder, 'aws', `exec ${process.execPath} ${cli} "$@"`);
  for (const [Bucket, length] of [
    [names.originalsBucket, MANY],
    [names.galleryBucket, TOGETHER],
  ] as const) {
    const keys = Array.from({ length }, (_, at) => `r/${String(at).padStart(90, '0')}/"quoted" ü`);
    for (let at = 0; at < length; at += TOGETHER) {
      await Promise.all(keys.slice(at, at + TOGETHER).map((key) => harness.put(Bucket, key)));
    }
    for (const Key of keys.slice(0, 3)) {
      await harness.put(Bucket, Key, 'a later version');
      await harness.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  }
  const script = destroySteps({ name: 'dev', region: REGION, buckets: BUCKETS });
  const child = spawn('bash', ['-e', '-c', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  });
  const ended = once(child, 'close');
  expect(await text(child.stderr)).toBe('');
  expect(await ended).toEqual([0, null]);
  for (const bucket of BUCKETS) expect(await harness.versions(bucket)).toEqual([]);
});
