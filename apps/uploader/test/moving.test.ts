import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExportManifest } from '@galeria/api';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pMap from 'p-map';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

/** `GALERIA_MOVING_ITEMS=10000 jest moving` is the large run. */
const ITEMS = Number(process.env.GALERIA_MOVING_ITEMS ?? 28);

const cli = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

const clouds: Cloud[] = [];
let source: Process;
let target: Process;
let folder: string;
let stateHome: string;
let ids: string[];

beforeAll(async () => {
  const start = async () => {
    const cloud = await startCloud();
    clouds.push(cloud);
    return runUploader(await newFolder(), cloud.environment);
  };
  source = await start();
  target = await start();
  [folder, stateHome] = await Promise.all([newFolder(), newFolder()]);
  ids = await fill();
});
afterAll(async () => {
  await Promise.all([source.end('SIGTERM'), target.end('SIGTERM')]);
  await Promise.all(clouds.map((cloud) => cloud.close()));
});

/** Runs the command line tool, and returns what it printed. */
async function galeria(...args: string[]) {
  const env = { ...process.env, XDG_STATE_HOME: stateHome, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}
const exportTo = (to: string, ...more: string[]) =>
  galeria('export', '--to', to, '--server', source.address!, ...more);
const importFrom = (from: string, ...more: string[]) =>
  galeria('import', from, '--server', target.address!, ...more);

const json = (body: object) => ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
const patch = (id: string, body: object, server = source) =>
  curl('-X', 'PATCH', ...json(body), `${server.address}/media/${id}`);
const post = (path: string, body: object) => curl(...json(body), `${source.address}${path}`);

const NAMES = [
  'Dunas ao amanhecer.jpg',
  '海辺の写真.jpg',
  'Пляж.jpg',
  'شاطئ.jpg',
  'हिमालय.jpg',
  '👩‍👧‍👦 família.jpg',
  'e\u0301te\u0301.jpg',
  'IMG_20190704_153012.jpg',
  `${'a'.repeat(240)}.jpg`,
];

const EDITS: readonly object[] = [
  {},
  { title: 'Título “com” aspas <&>' },
  { title: '', description: 'linha 1\nlinha 2\t🏖️' },
  { tags: ['praia', '海', 'ação'] },
  { tags: { add: ['mais'], remove: ['menos'] } },
  { tags: [] },
  { favourite: true, archived: true },
  { date: '1987-03-01T02:03:04-03:00' },
  { date: '2001' },
  { date: { shift: -86_400 } },
  {
    place: {
      city: 'São Luís',
      region: 'Maranhão',
      country: 'Brasil',
      latitude: -2.53,
      longitude: -44.3,
    },
  },
  { place: {} },
  { rating: 5 },
  { rating: 0 },
];

async function fill(): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < ITEMS; ) {
    const form = new FormData();
    for (let end = Math.min(at + 100, ITEMS); at < end; at++) {
      const isSong = at % 14 === 13;
      const bytes = isSong
        ? Buffer.concat([Buffer.from('fLaC\0\0\0\x22'), randomBytes(400)])
        : jpegLike(400);
      const name = NAMES[at % NAMES.length]!;
      form.append('file', new Blob([bytes]), isSong ? name.replace(/jpg$/, 'flac') : name);
    }
    const answer = await fetch(`${source.address}/uploads`, { method: 'POST', body: form });
    const { uploads } = (await answer.json()) as { uploads: { id: string }[] };
    ids.push(...uploads.map(({ id }) => id));
  }
  const editOne = async (id: string, at: number) => {
    const edit = EDITS[at % EDITS.length]!;
    if (Object.keys(edit).length > 0) await patchFast(id, edit);
  };
  await pMap(ids, editOne, { concurrency: 8 });
  return ids;
}

async function patchFast(id: string, body: object): Promise<void> {
  const answer = await fetch(`${source.address}/media/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const manifestOf = async (server: Process): Promise<ExportManifest> =>
  (await (await fetch(`${server.address}/export?format=manifest`)).json()) as ExportManifest;

/** What two galleries must have in common: everything but times of uploads and ids of albums. */
function essence({ items, albums }: ExportManifest) {
  const names = new Map(albums.map(({ id, name, type }) => [id, `${type} ${name}`]));
  return {
    items: items
      .map(
        ({
          createdAt: _,
          path: _path,
          sidecar: _sidecar,
          dateSource,
          albums: _albums,
          ...item
        }) => ({
          ...item,
          filenames: item.filenames.toSorted(),
          // A date that only the upload had is kept as an edit.
          ...(dateSource === 'upload' && {
            edits: { ...item.edits, date: `${item.date}${item.offset ?? ''}` },
          }),
        }),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    albums: albums.map(({ id, createdAt: _, rule, ...album }) => ({
      ...album,
      ...(rule && { rule: { ...rule, inAlbum: names.get(rule.inAlbum ?? '') } }),
      items: items
        .flatMap((item) => {
          const position = item.albums?.find((one) => one.id === id)?.position;
          return position === undefined ? [] : [{ id: item.id, position }];
        })
        .sort((a, b) => (a.position < b.position ? -1 : 1))
        .map((item) => item.id),
    })),
  };
}

test('an export and its import lose no field; both can be repeated, and go on after a stop', async () => {
  const songs = ids.filter((_, at) => at % 14 === 13);
  const pictures = ids.filter((_, at) => at % 14 !== 13);
  const album = (
    await post('/albums', {
      name: 'Praias 海',
      description: 'Verão',
      order: 'desc',
      cover: pictures[3],
    })
  ).body;
  await post(`/albums/${album.id}/items`, { add: pictures.slice(0, 15).reverse() });
  const twin = (await post('/albums', { name: 'Praias 海', sort: 'title' })).body;
  await post(`/albums/${twin.id}/items`, { add: pictures.slice(10, 20) });
  await post('/albums', { name: 'Regra', rule: { inAlbum: album.id, rating: 4 } });
  const playlist = (await post('/albums', { name: 'Canções', type: 'playlist' })).body;
  await post(`/albums/${playlist.id}/items`, { add: songs });
  const again = new FormData();
  const bytes = jpegLike(500);
  for (const name of ['um.jpg', 'dois.jpg']) again.append('file', new Blob([bytes]), name);
  await fetch(`${source.address}/uploads`, { method: 'POST', body: again });
  await eventually(async () => (await manifestOf(source)).missing.length === 0);
  const before = await manifestOf(source);
  expect(before.items).toHaveLength(ITEMS + 1);

  const first = await exportTo(folder);
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain(`${ITEMS + 1} files exported, 0 unchanged, 0 failed`);
  const written: ExportManifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  for (const { id, path } of written.items.slice(0, 50)) {
    expect(sha256(await readFile(join(folder, path)))).toBe(id);
  }

  const imported = await importFrom(folder);
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.said).toContain(`${ITEMS + 1} files uploaded, 0 known before`);
  await eventually(async () => (await manifestOf(target)).missing.length === 0);
  const after = await manifestOf(target);
  expect(essence(after)).toEqual(essence(before));

  const second = await importFrom(folder);
  expect(second).toMatchObject({ code: 0 });
  expect(second.said).toContain(`0 files uploaded, ${ITEMS + 1} known before; 0 items edited`);
  expect(essence(await manifestOf(target))).toEqual(essence(after));
});

test('an export writes only what changed, moves files, and keeps those that are gone', async () => {
  const unchanged = await exportTo(folder);
  expect(unchanged.said).toContain(`0 files exported, ${ITEMS + 1} unchanged, 0 failed`);
  const { items } = await manifestOf(source);
  const [edited, moved, gone, damaged] = items.slice(-5) as [Item, Item, Item, Item];
  const { mtimeMs } = await stat(join(folder, moved.path));
  await patch(edited.id, { description: 'novo' });
  await patch(moved.id, { date: '1970-01-02' });
  await curl('-X', 'DELETE', `${source.address}/media/${gone.id}`);
  await rm(join(folder, damaged.path));
  const { said, code } = await exportTo(folder);
  expect(code).toBe(0);
  expect(said).toContain(`3 files exported, ${ITEMS - 3} unchanged, 0 failed; 1 no longer`);
  expect(await readFile(join(folder, `${edited.path}.xmp`), 'utf8')).toContain('novo');
  const now = (await manifestOf(source)).items.find(({ id }) => id === moved.id)!;
  expect(now.path).toMatch(/^1970\/01\//);
  // The file was moved, not downloaded again.
  expect((await stat(join(folder, now.path))).mtimeMs).toBe(mtimeMs);
  expect(await readdir(join(folder, '.galeria-export'))).toEqual(['state.json']);
  expect(sha256(await readFile(join(folder, gone.path)))).toBe(gone.id);
  expect(sha256(await readFile(join(folder, damaged.path)))).toBe(damaged.id);
});

type Item = ExportManifest['items'][number];

test('an export refuses a folder of another query, and replaces no foreign file', async () => {
  const other = await exportTo(folder, '--query', 'kind=image');
  expect(other).toMatchObject({ code: 2, said: expect.stringContaining('choose another folder') });
  expect((await exportTo(folder, '--query', 'colour=red')).said).toContain('unknown parameter');
  const { items } = await manifestOf(source);
  const [{ id, path }] = items as [Item];
  await appendFile(join(folder, path), 'x');
  const { code, said } = await exportTo(folder);
  expect(code).toBe(1);
  expect(said).toContain(
    'Another file is there, which is not replaced (file-exists); move the file',
  );
  await rename(join(folder, path), join(folder, `${path}.mine`));
  expect((await exportTo(folder)).code).toBe(0);
  expect(sha256(await readFile(join(folder, path)))).toBe(id);
});

test('an import names files that are missing, differ or lead out of the folder', async () => {
  const broken = await newFolder();
  expect(await importFrom(broken)).toMatchObject({
    code: 2,
    said: expect.stringContaining('--google-takeout, --immich and --icloud'),
  });
  const { items, ...manifest } = await manifestOf(source);
  const [item, other] = items as [Item, Item];
  const some = [
    { ...item, path: 'missing.jpg' },
    { ...other, path: 'other.jpg' },
  ];
  const save = (with_: object[]) =>
    writeFile(join(broken, 'manifest.json'), JSON.stringify({ ...manifest, items: with_ }));
  await save(some);
  await writeFile(join(broken, 'other.jpg'), jpegLike(700));
  const { code, said } = await importFrom(broken);
  expect(code).toBe(1);
  expect(said).toMatch(/missing\.jpg: The file cannot be read \(file-unreadable\)/);
  expect(said).toMatch(/other\.jpg: The file is not the one .*\(other-bytes\)/);
  await save([{ ...item, path: '../escape.jpg' }]);
  expect(await importFrom(broken)).toMatchObject({ said: expect.stringContaining('path-unsafe') });
});

test('search, get and album show and change the gallery', async () => {
  const run = (...args: string[]) => galeria(...args, '--server', source.address!);
  const [{ id, size }] = (await manifestOf(source)).items as [Item];
  await patch(id, { title: 'Única\u001b[31m vermelha', tags: ['única'] });
  const found = await run('search', 'unica', '--query', 'tag=única');
  expect(found.code).toBe(0);
  expect(found.said).toContain(`${id}  Única [31m vermelha`);
  const none = await run('search', 'nothing-has-this-word');
  expect(none).toEqual({ code: 1, said: 'Nothing was found\n' });
  const line = await run('search', '--json', '--limit', '1');
  expect(JSON.parse(line.said.split('\n')[0]!)).toMatchObject({ status: 'stored' });

  const path = join(await newFolder(), 'copy.jpg');
  const got = await run('get', id, '--to', path);
  expect(got).toMatchObject({ code: 0, said: expect.stringContaining('has the original') });
  expect((await readFile(path)).length).toBe(size);
  expect((await run('get', id)).said).toMatch(/^tags +única$/m);
  const unknown = await run('get', '0'.repeat(64));
  expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining('(not-found)') });
  expect((await run('get', 'short')).said).toContain('64 hexadecimal digits');

  const created = await run('album', 'create', 'Da linha');
  expect(created.said).toMatch(/^[0-9A-Z]{26}\n$/);
  const added = await run('album', 'add', 'Da linha', id, '0'.repeat(64));
  expect(added).toEqual({
    code: 1,
    said: `not-found  ${'0'.repeat(64)}\n1 item done, 1 refused\n`,
  });
  expect((await run('album', 'show', 'Da linha')).said).toContain(id);
  const twice = await run('album', 'show', 'Praias 海');
  expect(twice).toMatchObject({ code: 2, said: expect.stringContaining('2 albums have the name') });
  await run('album', 'delete', created.said.trim());
  expect((await run('album', 'list')).said).not.toContain('Da linha');
});
