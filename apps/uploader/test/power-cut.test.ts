import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { diskFiles } from '../src/spool/files.ts';
import { listen, post } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';
import { newFolder } from './support/folder.ts';
import { checkRun, type Run, syncLabels } from './support/power-cut/check.ts';
import { record } from './support/power-cut/record.ts';

const SEED = 20_261_121;
/** Seconds on a machine of its own; others may be at work. */
const MINUTES = 180_000;
let run: Run;

/** Uploads, one after another, several in a request, many at once, some shipped, some held. */
beforeAll(async () => {
  const root = await newFolder();
  const dataDir = join(root, 'cells', 'a');
  const recording = record(diskFiles);
  const uploader = await listen(dataDir, recording.files);
  await uploader.stopShipping();

  async function upload(...sizes: number[]) {
    const answer = await post(uploader.base, ...sizes.map(jpegLike));
    expect(answer.status).toBe(202);
    const { uploads } = (await answer.json()) as { uploads: { id: string }[] };
    const entries = uploads.map(({ id }) => uploader.spool.find(id).waiting[0]!);
    recording.note({ acknowledged: entries.map(({ upload, id }) => ({ upload, id })) });
    return entries;
  }

  await upload(1_200_000);
  const [shipped, waits] = await upload(3_000, 2_000);
  const [alone] = await upload(1_000);
  await Promise.all([upload(500), upload(600, 700), upload(800)]);
  const refused = new FormData();
  refused.append('f', new Blob(['no picture at all']), 'f.jpg');
  expect((await fetch(`${uploader.base}/uploads`, { method: 'POST', body: refused })).status).toBe(
    415,
  );
  const [aside] = await upload(400);
  const [one, other] = await upload(300, 200);
  await uploader.close();

  const release = async (entry: typeof shipped) => {
    recording.note({ released: entry!.upload });
    await uploader.spool.release(entry!);
  };
  const hold = (entry: typeof shipped) =>
    uploader.spool.hold(entry!, { code: 'EntityTooLarge', message: 'no' });
  await uploader.spool.noteTries(shipped!, { failed: 1, nextAt: 1 });
  await release(shipped);
  await release(alone);
  await hold(aside);
  await hold(one);
  await release(other);
  expect(uploader.spool.find(waits!.id).waiting).toHaveLength(1);
  run = { steps: recording.steps, root, dataDir };
});

test(
  'a power cut at any instant loses nothing acknowledged, and leaves nothing in part',
  async () => {
    const verdict = await checkRun(run, { seed: SEED });
    expect(verdict.broken).toBeUndefined();
    expect(verdict.crashes).toBeGreaterThan(1_000);
  },
  MINUTES,
);

test(
  'each fsync is needed: without it the same check finds a loss',
  async () => {
    const labels = syncLabels(run);
    expect(labels).toEqual([
      '../..',
      '..',
      'spool',
      '.',
      'spool/incoming/ULID/ULID.bin',
      'spool/incoming/ULID/request.json',
      'spool/incoming/ULID',
      'spool/ready',
      'spool/held/ULID/request.json',
      'spool/held/ULID/held.json',
      'spool/held/ULID',
      'spool/held',
      'spool/held/ULID, time 2',
    ]);
    const unneeded: string[] = [];
    for (const without of labels) {
      if ((await checkRun(run, { seed: SEED, without })).broken === undefined)
        unneeded.push(without);
    }
    expect(unneeded).toEqual([]);
  },
  MINUTES,
);
