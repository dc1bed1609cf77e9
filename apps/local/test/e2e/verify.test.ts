import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

let galeria: Galeria;
let folder: string;
let cloud: Awaited<ReturnType<typeof openCloud>>;
let s3: S3Client;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
  cloud = await openCloud(galeria);
  ({ s3 } = cloud);
});
afterAll(async () => {
  cloud.close();
  await galeria.remove();
});

/** Runs the tool as `pnpm galeria` does. */
function galeriaTool(...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const env = { ...process.env, GALERIA_HOME: galeria.home, NODE_OPTIONS: '' };
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
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
  expect(stderr).toContain('nothing is wrong');
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
  expect(found.stderr).toMatch(/1 {2}a recorded rendition that is not in the gallery/);

  const repaired = await galeriaTool('verify', '--grace', '0', '--repair');
  expect(repaired.stderr).toContain('0 left as they are');
  expect(repaired.code).toBe(0);
  expect(repaired.stdout).toContain('asked for it to be processed again');
  await galeria.settled(lost.id);
  expect((await galeriaTool('verify', '--grace', '0')).code).toBe(0);
  expect((await fetch(galeria.address + lost.renditions[0]!.url)).status).toBe(200);
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
});

test('a command that is not there is one clear sentence', async () => {
  const { code, stderr } = await galeriaTool('levitate');
  expect(code).toBe(2);
  expect(stderr).toBe('galeria: The command is not complete: there is no "levitate"; see --help\n');
});
