import { join } from 'node:path';
import { newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { diskFiles } from '../src/spool/files.ts';
import { listen, post } from './support/app.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { checkRun, type Run, syncLabels } from './support/power-cut/check.ts';
import { record } from './support/power-cut/record.ts';
import { receive } from './support/spool.ts';
import { tusClient } from './support/tus.ts';

const SEED = 20_261_121;
/** Takes seconds on an idle machine. */
const MINUTES = 400_000;
let run: Run;

/** Uploads in sequence, several in a request, and concurrently; some shipped, some quarantined. */
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
  const [shipped, waiting] = await upload(3_000, 2_000);
  const [alone] = await upload(1_000);
  await Promise.all([upload(500), upload(600, 700), upload(800)]);
  const rejected = new FormData();
  rejected.append('f', new Blob(['plain text']), 'f.jpg');
  expect((await fetch(`${uploader.base}/uploads`, { method: 'POST', body: rejected })).status).toBe(
    415,
  );
  const tus = tusClient(uploader.base);
  const id = (path: string) => path.split('/').at(-1)!;
  const resumable = jpegLike(12_000);
  const created = await tus.send('POST', '/tus', { 'upload-defer-length': 1 });
  const path = created.headers.location!;
  for (const end of [5_000, 9_000, 12_000]) {
    const start = Number((await tus.head(path)).headers['upload-offset']);
    const known = start === 9_000 ? { length: resumable.length } : {};
    recording.note({ resumable: id(path), offset: start, bytes: resumable, ...known });
    const length = end === 9_000 ? { 'upload-length': resumable.length } : {};
    const chunk = resumable.subarray(start, end);
    expect((await tus.patch(path, start, chunk, length)).status).toBe(204);
  }
  const [whole] = uploader.spool.find(sha256(resumable)).waiting;
  recording.note({ acknowledged: [{ upload: whole!.upload, id: whole!.id }] });
  const other = jpegLike(8_000);
  const otherPath = await tus.create(other.length);
  await tus.patch(otherPath, 0, other.subarray(0, 5_000));
  recording.note({ resumable: id(otherPath), offset: 5_000, bytes: other });
  const checked = await tus.patch(otherPath, 5_000, other.subarray(5_000, 6_000), {
    'upload-checksum': 'sha1 AAAA',
  });
  expect(checked.status).toBe(460);
  await tus.patch(otherPath, 5_000, other.subarray(5_000, 7_000));
  recording.note({ resumable: id(otherPath), offset: 7_000, bytes: other });
  recording.note({ released: id(otherPath) });
  expect((await tus.send('DELETE', otherPath)).status).toBe(204);
  const [quarantined] = await upload(400);
  const [one, last] = await upload(300, 200);
  // Without a catalog no upload over HTTP has a generation, which packs require.
  async function pack(...sizes: number[]) {
    const { staged, files } = await receive(uploader.spool, ...sizes.map(jpegLike));
    const entries = await uploader.spool.commit(staged, files);
    recording.note({ acknowledged: entries.map(({ upload, id }) => ({ upload, id })) });
    return entries;
  }
  const packed = (
    await Promise.all([pack(500), pack(600, 700), pack(800), pack(900), pack(1_000)])
  ).flat();
  expect(packed.every(({ offset }) => offset !== undefined)).toBe(true);

  const release = async (entry: typeof shipped) => {
    recording.note({ released: entry!.upload });
    await uploader.spool.release(entry!);
  };
  const quarantine = (entry: typeof shipped) =>
    uploader.spool.quarantine(entry!, { code: 'EntityTooLarge', message: 'no' });
  await uploader.spool.saveRetryState(shipped!, { failed: 1, nextAt: 1 });
  await release(shipped);
  await release(alone);
  await quarantine(quarantined);
  await quarantine(one);
  await release(last);
  const [retried, rejectedLater, ...rest] = packed;
  await uploader.spool.saveRetryState(retried!, { failed: 1, nextAt: 1 });
  await release(rest[0]);
  await quarantine(rejectedLater);
  await release(retried);
  for (const entry of rest.slice(1, -1)) await release(entry);
  expect(uploader.spool.find(waiting!.id).waiting).toHaveLength(1);
  await uploader.close();
  run = { steps: recording.steps, root, dataDir };
});

test(
  'a power cut at any point loses no acknowledged file, and leaves no partial request',
  async () => {
    const verdict = await checkRun(run, { seed: SEED });
    expect(verdict.broken).toBeUndefined();
    expect(verdict.crashes).toBeGreaterThan(1_000);
  },
  MINUTES,
);

test(
  'each fsync is required: without it the check finds a fault',
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
      'spool/tus/ULID/upload.json',
      'spool/tus/ULID',
      'spool/tus',
      'spool/tus/ULID/ULID.bin',
      'spool/tus/ULID/offsets',
      'spool/tus/ULID/upload.json.new',
      'spool/tus/ULID, time 2',
      'spool/tus/ULID/request.json',
      'spool/tus/ULID, time 3',
      'spool/incoming/ULID.pack',
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
