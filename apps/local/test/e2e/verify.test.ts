import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LivingRecord, openCatalog } from '@galeria/catalog';
import { newUploadId } from '@galeria/media';
import { renditionNames, thumbnailName } from '@galeria/media/image/recipe';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria, withoutSignatures } from './galeria.ts';
import * as media from './media.ts';

const newerRecipe = new URL('./newer-recipe.ts', import.meta.url).href;
const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

let galeria: Galeria;
let folder: string;
let cloud: Awaited<ReturnType<typeof openCloud>>;
let s3: S3Client;
let catalog: ReturnType<typeof openCatalog>;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
  cloud = await openCloud(galeria);
  ({ s3, catalog } = cloud);
});
afterAll(async () => {
  cloud.close();
  await galeria.remove();
});

/** Runs the tool as `pnpm galeria` does. */
const galeriaTool = (...args: string[]) => runNode([cli, ...args]);

/** The same from a checkout with a newer recipe than the functions that run. */
const newerTool = (...args: string[]) => runNode(['--import', newerRecipe, cli, ...args]);

function runNode(args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const env = { ...process.env, GALERIA_HOME: galeria.home, NODE_OPTIONS: '' };
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const ready = async (seed: number) => {
  const path = await media.save(folder, `${seed}.jpg`, await media.noise(seed));
  const [uploaded] = await galeria.upload(path);
  return galeria.settled(uploaded!.id);
};

test('nothing is wrong with a stack that nobody touched', async () => {
  await ready(501);
  const { code, stdout, stderr } = await galeriaTool('verify', '--grace', '0');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('1 items looked at');
  // What the catalog lets expect and what is there add up to the same.
  expect(stderr).not.toContain('one by one');
  expect(stderr).toContain('nothing is wrong');
});

test('what changed within the grace period is counted, and never called right', async () => {
  const { code, stderr } = await galeriaTool('verify', '--grace', '60');
  expect(code).toBe(0);
  expect(stderr).toContain(
    '1 changed in the last 60 min and were not judged; run again with --grace 0 once uploads have stopped',
  );
  expect(stderr).toMatch(/^nothing is wrong with the rest$/m);
});

test('an item that the catalog lost is brought back with its file name and its sender', async () => {
  const { id } = await ready(520);
  const shown = async () => {
    const { attempts: _, ...item } = (await galeria.item(id)) as unknown as Record<string, unknown>;
    return withoutSignatures(item);
  };
  const before = await shown();
  expect(JSON.stringify(before)).toContain('"address":"127.0.0.1"');
  for (const row of await cloud.rows(`MEDIA#${id}`)) await cloud.removeRow(row);
  expect(await galeria.item(id)).toBeUndefined();
  const { stdout, code } = await galeriaTool('verify', '--grace', '0', '--repair');
  expect(stdout).toMatch(
    /upload-record-orphaned {2}uploads\/\w+\.json {2}520\.jpg, of item \w+ {2}registered/,
  );
  expect(code).toBe(0);
  await galeria.settled(id);
  expect(await shown()).toEqual(before);
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
});

test('what was broken is found, put right, and then nothing is wrong', async () => {
  const [whole, lost] = [await ready(502), await ready(503)];
  const { name } = lost.renditions[0]!;
  await s3.send(new DeleteObjectCommand({ Bucket: 'gallery', Key: `r/${lost.id}/${name}` }));
  await s3.send(
    new PutObjectCommand({ Bucket: 'gallery', Key: `r/${whole.id}/other.v9.webp`, Body: 'x' }),
  );
  const unknown = await media.noise(504);
  const id = 'c0ffee'.padEnd(64, '0');
  await s3.send(
    new PutObjectCommand({ Bucket: 'originals', Key: `originals/image/${id}`, Body: unknown }),
  );
  // Its event makes an item of it, which fails as its bytes are not what its key says.
  await galeria.settled(id);

  const found = await galeriaTool('verify', '--grace', '0');
  expect(found.code).toBe(1);
  expect(found.stdout).toContain(`rendition-missing  ${lost.id}  ${name}`);
  expect(found.stdout).toContain(`rendition-orphaned  r/${whole.id}/other.v9.webp`);
  expect(found.stderr).toMatch(/1 {2}missing rendition/);

  const repaired = await galeriaTool('verify', '--grace', '0', '--repair');
  expect(repaired.stderr).toContain('0 left as they are');
  expect(repaired.code).toBe(0);
  expect(repaired.stdout).toContain('asked for it to be processed again');
  await galeria.settled(lost.id);
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
  expect((await fetch(galeria.address + lost.renditions[0]!.url)).status).toBe(200);
});

/** As a function with an older recipe would leave an item: without one rendition, and so marked. */
async function madeByOlderRecipe(id: string, lacking: string) {
  const item = (await catalog.readItems([id])).get(id) as LivingRecord;
  await catalog.reprocess(id, item);
  const taken = await catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 60 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  const { mimeType, metadata = {}, renditions = [] } = item;
  await catalog.complete(taken.claim, {
    mimeType,
    metadata,
    renditions: renditions.filter(({ name }) => name !== lacking),
    recipe: 'older',
    attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
  });
  await s3.send(new DeleteObjectCommand({ Bucket: 'gallery', Key: `r/${id}/${lacking}` }));
}

test('a rendition that is new in the recipe is made for all that lacks it, once', async () => {
  const lacking = thumbnailName();
  const other = renditionNames().find((name) => name.endsWith('.jpg'))!;
  const items = [await ready(511), await ready(512), await ready(513)];
  const [old, cutOff, gone] = items.map(({ id }) => id) as [string, string, string];
  for (const id of [old, cutOff, gone]) await madeByOlderRecipe(id, lacking);
  // What is there of an older encoder stays, and counts as it is.
  const kept = `r/${old}/${other}`;
  await s3.send(new PutObjectCommand({ Bucket: 'gallery', Key: kept, Body: 'older' }));
  const record = (await catalog.readItems([cutOff])).get(cutOff) as LivingRecord;
  // A rebuild that was killed, and whose message was lost.
  await catalog.confirmDispatch((await catalog.reprocess(cutOff, record))!);
  await fetch(`${galeria.address}/media/${gone}`, { method: 'DELETE' });

  expect((await galeriaTool('rebuild', '--rendition', other)).stderr).toBe(
    '0 items to make again\n',
  );
  const dry = await galeriaTool('rebuild', '--dry-run', '--rendition', lacking, other);
  expect(dry).toEqual({ code: 0, stdout: '', stderr: '2 items to make again\n' });
  const rebuilt = await galeriaTool('rebuild', '--rendition', lacking);
  expect(rebuilt).toMatchObject({ code: 0, stdout: '' });
  expect(rebuilt.stderr).toMatch(/ 2 {2}rebuilt/);

  for (const id of [old, cutOff]) {
    const item = await galeria.item(id);
    const before = items
      .find((one) => one.id === id)!
      .renditions.map((rendition) =>
        id === old && rendition.name === other ? { ...rendition, size: 5 } : rendition,
      );
    expect(item!.status).toBe('ready');
    expect(withoutSignatures(item!.renditions)).toEqual(withoutSignatures(before));
    for (const { url } of item!.renditions) {
      expect((await fetch(galeria.address + url)).status).toBe(200);
    }
  }
  expect(await galeria.item(gone)).toBeUndefined();
  const again = await galeriaTool('rebuild');
  expect(again).toEqual({ code: 0, stdout: '', stderr: '0 items to make again\n' });
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
});

test('what fails to be rebuilt is named with its reason, and keeps what it had', async () => {
  const { id, renditions } = await ready(514);
  await madeByOlderRecipe(id, thumbnailName());
  await s3.send(
    new PutObjectCommand({
      Bucket: 'originals',
      Key: `originals/image/${id}`,
      Body: await media.noise(515),
    }),
  );
  const { code, stdout, stderr } = await galeriaTool('rebuild');
  expect({ code, stdout }).toEqual({ code: 1, stdout: `failed  ${id}  content-mismatch\n` });
  expect(stderr).toMatch(/ 1 {2}failed/);
  const item = await galeria.item(id);
  expect(withoutSignatures(item?.renditions)).toEqual(
    withoutSignatures(renditions.filter(({ name }) => name !== thumbnailName())),
  );
  await fetch(`${galeria.address}/media/${id}`, { method: 'DELETE' });
});

test('a recipe that is not deployed yet is told before everything is made anew in vain', async () => {
  const { code, stderr } = await newerTool('rebuild', '--rendition', '1920.v9.webp');
  expect(code).toBe(2);
  expect(stderr).toContain('galeria: The functions that run make other renditions');
  const unknown = await galeriaTool('rebuild', '--rendition', '1920.v9.webp');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('no kind makes 1920.v9.webp; there are 2560.v');
});

test('words that search lost are put back, and those of no living item are taken away', async () => {
  const lasting = await ready(505);
  const deleted = await ready(506);
  expect((await fetch(`${galeria.address}/media/${deleted.id}`, { method: 'DELETE' })).ok).toBe(
    true,
  );
  const find = async (q: string) => {
    const answer = await fetch(`${galeria.address}/media?q=${q}`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  expect(await find('505')).toEqual([lasting.id]);
  expect(await find('506')).toEqual([]);

  const postings = await cloud.rows('WORD#505');
  expect(postings).toHaveLength(1);
  const [lost] = postings;
  await cloud.removeRow(lost!);
  await cloud.putRow({ ...lost!, pk: { S: 'WORD#506' }, id: { S: deleted.id } });
  expect(await find('505')).toEqual([]);

  const found = await galeriaTool('verify', '--grace', '0', '--repair');
  expect(found.stdout).toContain(`words-missing  ${lasting.id}  1 of its words  put them into`);
  expect(found.stdout).toMatch(
    /words-orphaned {2}WORD#506 .* its item has changed since generation 1 {2}deleted it/,
  );
  expect(found.code).toBe(0);
  expect(await find('505')).toEqual([lasting.id]);
  expect(await cloud.rows('WORD#505')).toEqual(postings);
  expect(await cloud.rows('WORD#506')).toEqual([]);
});

test('the audit tells what was asked for, in order, and outlives what was deleted', async () => {
  const from = new Date().toISOString();
  const { id } = await ready(507);
  const remove = () => fetch(`${galeria.address}/media/${id}`, { method: 'DELETE' });
  expect((await remove()).status).toBe(204);
  const answer = await fetch(`${galeria.address}/audit?from=${from}`);
  expect(((await answer.json()) as { entries: unknown[] }).entries).toMatchObject([
    { event: 'upload', result: 'accepted', id, filename: '507.jpg', address: '127.0.0.1' },
    { event: 'deletion', result: 'accepted', id, address: '127.0.0.1' },
  ]);
});

test('keys open the API for what their scopes say, and for nothing else', async () => {
  const { code, stdout } = await galeriaTool('keys', 'add', 'phone', '--scopes', 'upload');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^gal_[\w-]{43}\n$/);
  expect((await galeriaTool('keys')).stdout).toMatch(/^phone +upload +\d{4}-/);
  const twice = await galeriaTool('keys', 'add', 'phone', '--scopes', 'read');
  expect(twice.code).toBe(2);
  expect(twice.stderr).toContain('there is a key named phone already');
  expect((await galeriaTool('keys', 'revoke', 'phone')).code).toBe(0);
  expect((await galeriaTool('keys', 'revoke', 'phone')).code).toBe(2);
  expect((await galeriaTool('keys')).stderr).toContain('one is required');
  expect((await galeriaTool('keys', 'reset', '--stack', 'dev')).code).toBe(2);
  expect((await galeriaTool('keys', 'reset')).code).toBe(0);
  expect((await galeriaTool('keys')).stderr).toContain('on loopback everything is open');
});

test('a command that is not there is one clear sentence', async () => {
  const { code, stderr } = await galeriaTool('levitate');
  expect(code).toBe(2);
  expect(stderr).toBe('galeria: The command is not complete: there is no "levitate"; see --help\n');
});
