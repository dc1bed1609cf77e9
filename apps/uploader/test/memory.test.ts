import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { memoryOf } from './support/process.ts';
import { runUploader } from './support/uploader.ts';

const MiB = 2 ** 20;
const SMALL = 5 * MiB;
/** 512 MiB, or the size from the environment: the script `test:memory` sets 5 GiB. */
const LARGE = Number(process.env.GALERIA_MEMORY_MIB ?? 512) * MiB;
/** How much more a large upload may take. */
const SLACK_MIB = 20;
const TIMEOUT_MS = 300_000 + LARGE / 10_000;

let cloud: Cloud;
let folder: string;

beforeAll(async () => {
  cloud = await startCloud();
  folder = await newFolder();
});

afterAll(() => cloud.close());

/** A sparse file with the first bytes of a JPEG. */
async function makeFile(bytes: number): Promise<string> {
  const path = join(folder, `${bytes}.jpg`);
  const file = await open(path, 'w');
  await file.write(Buffer.from('ffd8ffe000104a46494600', 'hex'));
  await file.truncate(bytes);
  await file.close();
  return path;
}

/** Peak memory of an uploader that receives and ships one file, in MiB. */
async function peakOf(bytes: number): Promise<number> {
  const uploader = await runUploader(await newFolder(), {
    ...cloud.environment,
    GALERIA_MAX_FILE_BYTES: String(LARGE),
    GALERIA_KIND_MAX_BYTES: JSON.stringify({ image: LARGE }),
  });
  const { status, body } = await curl(
    ...['-F', `f=@${await makeFile(bytes)}`, `${uploader.address}/uploads`],
  );
  expect(status).toBe(202);
  expect(body.uploads[0].size).toBe(bytes);
  await eventually(() => uploader.log.some(({ message }) => message === 'upload shipped'));
  const { peak } = await memoryOf(uploader.pid);
  expect(await uploader.end('SIGTERM')).toBe(0);
  return peak;
}

test(
  'a large upload takes no more memory than a small one',
  async () => {
    // A peak depends on when garbage is collected, which only adds to it. So the large upload has
    // three attempts; one that is kept in memory exceeds the limit in each of them.
    const small = Math.max(await peakOf(SMALL), await peakOf(SMALL));
    let large = Number.POSITIVE_INFINITY;
    for (let attempts = 0; attempts < 3 && large >= small + SLACK_MIB; attempts++) {
      large = Math.min(large, await peakOf(LARGE));
    }
    if (process.env.GALERIA_MEMORY_MIB) {
      console.info(`5 MiB: ${small.toFixed(1)} MiB, ${LARGE / MiB} MiB: ${large.toFixed(1)} MiB`);
    }
    expect(large).toBeLessThan(small + SLACK_MIB);
  },
  TIMEOUT_MS,
);
