import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LivingRecord, openCatalog } from '@galeria/catalog';
import { type Metadata, newUploadId } from '@galeria/media';
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

/** Runs a command as `npm run galeria` does. */
const galeriaTool = (...args: string[]) => runNode([cli, ...args]);

/** Runs a command from a checkout with a newer recipe than the running functions. */
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

test('verify finds no faults in an intact stack', async () => {
  await ready(501);
  const { code, stdout, stderr } = await galeriaTool('verify', '--grace', '0');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('1 item checked');
  // The sums of expected and existing objects are equal.
  expect(stderr).not.toContain('re-checked');
  expect(stderr).toContain('no faults');
});

test('changes within the grace period are counted as unchecked', async () => {
  const { code, stderr } = await galeriaTool('verify', '--grace', '60');
  expect(code).toBe(0);
  expect(stderr).toContain(
    '1 item or object not checked: changed in the last 60 min. Run verify --grace 0 when uploads have stopped',
  );
  expect(stderr).toMatch(/^no faults among the others$/m);
});

test('an item lost from the catalog is recovered with its file name and sender', async () => {
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

test('verify finds faults and repairs them', async () => {
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
  // The event creates an item, which fails because its bytes do not match its key.
  await galeria.settled(id);

  const found = await galeriaTool('verify', '--grace', '0');
  expect(found.code).toBe(1);
  expect(found.stdout).toContain(`rendition-missing  ${lost.id}  ${name}`);
  expect(found.stdout).toContain(`rendition-orphaned  r/${whole.id}/other.v9.webp`);
  expect(found.stderr).toMatch(/1 {2}missing rendition/);

  const repaired = await galeriaTool('verify', '--grace', '0', '--repair');
  expect(repaired.stderr).toContain('0 faults not repaired');
  expect(repaired.code).toBe(0);
  expect(repaired.stdout).toContain('queued for processing');
  await galeria.settled(lost.id);
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
  expect((await fetch(galeria.address + lost.renditions[0]!.url)).status).toBe(200);
});

/**
 * Leaves an item as a function with an older recipe does: without one rendition, with the old digest.
 */
async function madeByOlderRecipe(id: string, lacking: string) {
  const item = (await catalog.readItems([id])).get(id) as LivingRecord;
  await catalog.reprocess(id, item);
  const taken = await catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 60 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  const { mimeType, renditions = [] } = item;
  const metadata = item.metadata as Metadata<'image'>;
  await catalog.complete(taken.claim, {
    mimeType,
    metadata,
    renditions: renditions.filter(({ name }) => name !== lacking),
    recipe: 'older',
    attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
  });
  await s3.send(new DeleteObjectCommand({ Bucket: 'gallery', Key: `r/${id}/${lacking}` }));
}

test('rebuild adds a new rendition once to every item that lacks it', async () => {
  const lacking = thumbnailName();
  const other = renditionNames().find((name) => name.endsWith('.jpg'))!;
  const items = [await ready(511), await ready(512), await ready(513)];
  const [old, cutOff, gone] = items.map(({ id }) => id) as [string, string, string];
  for (const id of [old, cutOff, gone]) await madeByOlderRecipe(id, lacking);
  // An existing rendition of an older encoder is kept and its size recorded.
  const kept = `r/${old}/${other}`;
  await s3.send(new PutObjectCommand({ Bucket: 'gallery', Key: kept, Body: 'older' }));
  const record = (await catalog.readItems([cutOff])).get(cutOff) as LivingRecord;
  // A killed rebuild whose message was lost.
  await catalog.confirmDispatch((await catalog.reprocess(cutOff, record))!);
  await fetch(`${galeria.address}/media/${gone}?now=true`, { method: 'DELETE' });

  expect((await galeriaTool('rebuild', '--rendition', other)).stderr).toBe('0 items to rebuild\n');
  const dry = await galeriaTool('rebuild', '--dry-run', '--rendition', lacking, other);
  expect(dry).toEqual({ code: 0, stdout: '', stderr: '2 items to rebuild\n' });
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
  expect(again).toEqual({ code: 0, stdout: '', stderr: '0 items to rebuild\n' });
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
});

test('rebuild prints items that fail with their code, and they keep their renditions', async () => {
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
  await fetch(`${galeria.address}/media/${id}?now=true`, { method: 'DELETE' });
});

test('rebuild stops if the recipe is not deployed', async () => {
  const { code, stderr } = await newerTool('rebuild', '--rendition', '1920.v9.webp');
  expect(code).toBe(2);
  expect(stderr).toContain('galeria: The deployed functions use another recipe');
  const unknown = await galeriaTool('rebuild', '--rendition', '1920.v9.webp');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('unknown rendition 1920.v9.webp; use one of 2560.v');
});

test('the audit lists uploads and deletions in order and outlives a deleted item', async () => {
  const from = new Date().toISOString();
  const { id } = await ready(507);
  const remove = () => fetch(`${galeria.address}/media/${id}?now=true`, { method: 'DELETE' });
  expect((await remove()).status).toBe(204);
  const answer = await fetch(`${galeria.address}/audit?from=${from}`);
  expect(((await answer.json()) as { entries: unknown[] }).entries).toMatchObject([
    { event: 'upload', result: 'accepted', id, filename: '507.jpg', address: '127.0.0.1' },
    { event: 'deletion', result: 'accepted', id, address: '127.0.0.1' },
  ]);
});

test('keys can be added, listed, revoked and reset', async () => {
  const { code, stdout } = await galeriaTool('keys', 'add', 'phone', '--scopes', 'upload');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^gal_[\w-]{43}\n$/);
  expect((await galeriaTool('keys')).stdout).toMatch(/^phone +upload +\d{4}-/);
  const twice = await galeriaTool('keys', 'add', 'phone', '--scopes', 'read');
  expect(twice.code).toBe(2);
  expect(twice.stderr).toContain('the name phone is already in use');
  expect((await galeriaTool('keys', 'revoke', 'phone')).code).toBe(0);
  expect((await galeriaTool('keys', 'revoke', 'phone')).code).toBe(2);
  expect((await galeriaTool('keys')).stderr).toContain('the API requires one');
  expect((await galeriaTool('keys', 'reset', '--stack', 'dev')).code).toBe(2);
  expect((await galeriaTool('keys', 'reset')).code).toBe(0);
  expect((await galeriaTool('keys')).stderr).toContain('the API is open on loopback');
});

test('an unknown command gives one clear message', async () => {
  const { code, stderr } = await galeriaTool('levitate');
  expect(code).toBe(2);
  expect(stderr).toBe('galeria: Invalid arguments: unknown command "levitate"; see --help\n');
});
