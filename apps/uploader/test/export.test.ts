import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ExportedItem, ExportManifest } from '@galeria/api';
import { originalKey } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { readZip } from './support/read-zip.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let store: Gate;
let folder: string;
let uploader: Process;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  store = await openGate(cloud.environment.AWS_ENDPOINT_URL_S3);
  uploader = await runUploader(await newFolder(), {
    ...cloud.environment,
    AWS_ENDPOINT_URL_S3: store.endpoint,
  });
});
afterEach(() => store.mend());
afterAll(async () => {
  await uploader.end('SIGTERM');
  store.close();
  await cloud.close();
});

let sent = 0;
/** Uploads a picture that is tagged for its test. */
async function upload(filename: string, size = 2_000): Promise<string> {
  const path = join(folder, String(++sent));
  await writeFile(path, jpegLike(size + sent));
  const file = `file=@${path};filename="${filename}"`;
  const { id } = (await curl('-F', file, `${uploader.address}/uploads`)).body.uploads[0];
  await eventually(async () => (await cloud.catalog.get(id))?.status === 'stored');
  return id;
}

const json = (body: object) => ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
const edit = (id: string, body: object) =>
  curl('-X', 'PATCH', ...json(body), `${uploader.address}/media/${id}`);
const change = (path: string, body: object) => curl(...json(body), `${uploader.address}${path}`);

/** Downloads an export with curl, which fails where the connection ends early. */
async function download(query: string): Promise<string> {
  const path = join(folder, `${++sent}.zip`);
  await promisify(execFile)('curl', ['-sSf', '-o', path, `${uploader.address}/export?${query}`]);
  return path;
}

const ids = (...some: string[]) => some.map((id) => `ids=${id}`).join('&');
const manifestOf = async (query: string): Promise<ExportManifest> =>
  (await curl(`${uploader.address}/export?format=manifest&${query}`)).body;
const byId = ({ items }: ExportManifest) => new Map(items.map((item) => [item.id, item]));

/** Starts an export, and leaves its body unread. */
async function hold(query: string): Promise<IncomingMessage> {
  const request = get(`${uploader.address}/export?${query}`);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

describe('an archive', () => {
  test('has originals, sidecars of edited items, and all edits and albums', async () => {
    const [plain, edited] = [
      await upload('IMG_20240506_070809.jpg'),
      await upload('海 & <areia>.jpg'),
    ];
    await edit(edited, {
      title: 'Praia & "mar" <1>\u0001',
      description: 'linha 1\nlinha 2',
      tags: ['praia', '🏖️'],
      favourite: true,
      archived: true,
      date: '1999-12-31T23:59:58-02:00',
      place: { city: 'Niterói', country: 'Brasil', latitude: -22.9, longitude: -43.1 },
      rating: 0,
    });
    const album = (await change('/albums', { name: 'Praias', description: 'Verão' })).body;
    await change(`/albums/${album.id}/items`, { add: [edited, plain] });

    const path = await download(ids(plain, edited));
    const { names, read, close } = await readZip(path);
    expect(names).toEqual([
      '2024/05/IMG_20240506_070809.jpg',
      '1999/12/海 & _areia_.jpg',
      '1999/12/海 & _areia_.jpg.xmp',
      'manifest.json',
    ]);
    expect(sha256(await read(names[0]!))).toBe(plain);
    expect(sha256(await read(names[1]!))).toBe(edited);

    const sidecar = String(await read(names[2]!));
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(sidecar).close();
    expect(sidecar).toContain('Praia &amp; "mar" &lt;1&gt;<');
    expect(sidecar).toContain('<exif:GPSLatitude>22,54.000000S</exif:GPSLatitude>');
    expect(sidecar).toContain('<xmp:CreateDate>1999-12-31T23:59:58-02:00</xmp:CreateDate>');
    expect(sidecar).toContain('<rdf:li>praia</rdf:li><rdf:li>🏖️</rdf:li>');

    const manifest: ExportManifest = JSON.parse(String(await read('manifest.json')));
    expect(manifest).toMatchObject({
      format: 'galeria-export',
      missing: [],
      albums: [{ id: album.id, name: 'Praias', description: 'Verão', type: 'album' }],
    });
    const [first, second] = manifest.items as [ExportedItem, ExportedItem];
    expect(first).toMatchObject({
      id: plain,
      date: '2024-05-06T07:08:09',
      dateSource: 'file-name',
    });
    expect(first).not.toHaveProperty('edits');
    expect(second).toMatchObject({
      path: names[1],
      sidecar: names[2],
      filenames: ['海 & <areia>.jpg'],
      edits: {
        title: 'Praia & "mar" <1>\u0001',
        description: 'linha 1\nlinha 2',
        tags: ['praia', '🏖️'],
        favourite: true,
        archived: true,
        date: '1999-12-31T23:59:58-02:00',
        place: { city: 'Niterói', country: 'Brasil', latitude: -22.9, longitude: -43.1 },
        rating: 0,
      },
    });
    expect(second.albums![0]!.position < first.albums![0]!.position).toBe(true);
    expect(await manifestOf(ids(plain, edited))).toEqual({
      ...manifest,
      exportedAt: expect.any(String),
    });
    close();
  });

  test('of an album has one folder of its name, and names that differ', async () => {
    const some = [await upload('CON.jpg'), await upload('con.JPG'), await upload('.oculto. .jpg')];
    const album = (await change('/albums', { name: 'a/b: "c"' })).body;
    await change(`/albums/${album.id}/items`, { add: some });
    const { names, close } = await readZip(await download(`inAlbum=${album.id}`));
    expect(names).toEqual([
      'a_b_ _c_/CON_.jpg',
      `a_b_ _c_/con_ (${some[1]!.slice(0, 8)}).JPG`,
      'a_b_ _c_/oculto. .jpg',
      'manifest.json',
    ]);
    close();
  });

  test('names items that were deleted meanwhile or are not stored, and leaves them out', async () => {
    const [gone, vanished, kept] = [
      await upload('gone.jpg'),
      await upload('vanished.jpg'),
      await upload('kept.jpg'),
    ];
    await curl('-X', 'DELETE', `${uploader.address}/media/${gone}`);
    const Key = originalKey('image', vanished as never);
    await cloud.s3.send(new DeleteObjectCommand({ Bucket: 'originals', Key }));
    const unknown = '0'.repeat(64);
    const { names, read, close } = await readZip(
      await download(ids(gone, vanished, unknown, kept)),
    );
    expect(names.map((name) => name.split('/').at(-1))).toEqual(['kept.jpg', 'manifest.json']);
    expect(JSON.parse(String(await read('manifest.json'))).missing).toEqual([
      { id: gone, reason: 'deleted' },
      { id: vanished, reason: 'deleted' },
      { id: unknown, reason: 'deleted' },
    ]);
    close();
  });

  test('is cut off, not ended, where an original is shorter than it was', async () => {
    const [first, broken] = [await upload('first.jpg'), await upload('broken.jpg')];
    const Key = originalKey('image', broken as never);
    await cloud.s3.send(new PutObjectCommand({ Bucket: 'originals', Key, Body: 'short' }));
    await expect(download(ids(first, broken))).rejects.toThrow(
      /transfer closed|partial|curl: \(18\)/,
    );
  });

  test('is cut off where the store fails, and the next one is complete', async () => {
    const first = await upload('before.jpg', 8_000_000);
    const query = ids(first, await upload('behind.jpg'));
    const response = await hold(query);
    store.cut();
    await expect(pipeline(response, createWriteStream(join(folder, 'cut.zip')))).rejects.toThrow();
    store.mend();
    const { names, close } = await readZip(await download(query));
    expect(names).toHaveLength(3);
    close();
  });

  test('frees its place when the client goes; more than two at a time are refused', async () => {
    const query = ids(await upload('held.jpg', 30_000_000));
    const held = [await hold(query), await hold(query)];
    expect(held.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(await curl(`${uploader.address}/export?${query}`)).toMatchObject({
      status: 503,
      body: { code: 'too-many-exports' },
    });
    for (const response of held) response.destroy();
    await eventually(async () => (await manifestOf(query)).items?.length === 1);
  });

  test('takes no place for good if the client goes before the response', async () => {
    const query = ids(await upload('left.jpg'));
    for (let count = 0; count < 20; count++) {
      const request = get(`${uploader.address}/export?${query}`);
      request.on('error', () => undefined);
      await once(request, 'finish');
      request.destroy();
    }
    await eventually(async () => (await manifestOf(query)).items?.length === 1);
  });
});

describe('a manifest', () => {
  test('of a query has what it finds; without one it has every item and album', async () => {
    const [a, b] = [await upload('query-a.jpg'), await upload('query-b.jpg')];
    await edit(a, { tags: { add: ['only-here'] }, date: { shift: 3600 } });
    await change('/albums', { name: 'by rule', rule: { tag: 'only-here' } });
    const some = await manifestOf('tag=only-here');
    // The date of an upload differs in another gallery, so a shift of it is exported as a date.
    const { date, offset } = (await curl(`${uploader.address}/media/${a}`)).body;
    expect(some.items.map(({ id, edits }) => [id, edits])).toEqual([
      [a, { tags: { add: ['only-here'] }, date: `${date}${offset}` }],
    ]);
    expect(some.albums).toEqual([]);
    const whole = await manifestOf('');
    expect(byId(whole).has(b)).toBe(true);
    expect(whole.albums).toContainEqual(
      expect.objectContaining({ name: 'by rule', rule: { tag: 'only-here' } }),
    );
  });

  test('has the file names of all uploads of an item', async () => {
    const path = join(folder, 'twice');
    await writeFile(path, jpegLike(3_000));
    let id = '';
    for (const name of ['uma.jpg', 'outra.jpg', 'uma.jpg']) {
      const answer = await curl(
        '-F',
        `file=@${path};filename=${name}`,
        `${uploader.address}/uploads`,
      );
      id = answer.body.uploads[0].id;
      await eventually(async () =>
        (await cloud.catalog.get(id as never))?.uploads.some(({ filename }) => filename === name),
      );
    }
    await eventually(async () => (await manifestOf(ids(id))).items.length === 1);
    expect((await manifestOf(ids(id))).items[0]!.filenames).toEqual(['uma.jpg', 'outra.jpg']);
  });
});

test.each([
  ['ids with a filter', `${ids('0'.repeat(64))}&kind=image`, 400],
  ['a malformed id', 'ids=x', 400],
  ['the bin', 'bin=true', 400],
  ['an unknown format', 'format=tar', 400],
  ['a rule that the index refuses', 'from=2024-02-30', 400],
  ['an unknown album', 'inAlbum=01KB4Z3Q7M2N3P4R5S6T7V8W9X', 404],
])('an export with %s is refused', async (_, query, status) => {
  expect((await curl(`${uploader.address}/export?${query}`)).status).toBe(status);
});
