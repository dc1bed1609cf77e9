import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { MediaItem } from '@galeria/api/client';
import { afterAll, describe, expect, test } from '@jest/globals';
import { editFor } from '../../src/import/edits.ts';
import { readGoogleTakeout, sidecarOf } from '../../src/import/google-takeout.ts';
import { readICloud } from '../../src/import/icloud.ts';
import { readImmich } from '../../src/import/immich.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/** The first bytes of a JPEG file, which decide its kind. */
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const movie = Buffer.from('00000014667479707174202000000000717420200000', 'hex');

/** Writes files: texts, JSON or bytes, by their paths. */
async function folderWith(files: Readonly<Record<string, string | object>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'galeria-layout-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(join(root, path), isRaw ? content : JSON.stringify(content));
  }
  return root;
}

describe('the sidecar of a file in Google Takeout', () => {
  const long = 'a'.repeat(60);
  test.each([
    ['IMG_1.jpg', 'IMG_1.jpg', 'the old name'],
    ['IMG_1.jpg', 'IMG_1.jpg.supplemental-metadata', 'the new name'],
    [
      'IMG_20240506_070809123.jpg',
      'IMG_20240506_070809123.jpg.supplemental-metada',
      'a cut suffix',
    ],
    [`${long.slice(0, 43)}.jpg`, `${long.slice(0, 43)}.jp`, 'a cut extension'],
    [`${long.slice(0, 47)}.jpg`, long.slice(0, 46), 'a cut name'],
    ['IMG_1(1).jpg', 'IMG_1.jpg(1)', 'a counter at the end'],
    ['IMG_1(1).jpg', 'IMG_1.jpg.supplemental-metadata(1)', 'a counter after the suffix'],
    ['IMG_1(2).jpg', 'IMG_1(2).jpg', 'a counter in the name'],
    ['IMG_1-edited.jpg', 'IMG_1.jpg', 'an edited copy'],
    ['IMG_1-editado(1).jpg', 'IMG_1.jpg.supplemental-metadata(1)', 'an edited copy with a counter'],
    ['IMG_1.MP4', 'IMG_1.HEIC.supplemental-metadata', 'the video of a live photo'],
    ['no-extension', 'no-extension.supplemental-metadata', 'a name without extension'],
  ])('%s has %s.json: %s', (file, sidecar) => {
    expect(sidecarOf(file, [file, 'IMG_1.HEIC'], new Map([[sidecar, true]]))).toBe(true);
  });

  test.each([
    ['IMG_1.jpg', 'IMG_10.jpg'],
    ['IMG_1(1).jpg', 'IMG_1.jpg'],
    ['IMG_1.jpg', 'IMG_1.jpg(1)'],
    ['IMG_1.jpg', 'IMG_1.jp'],
    ['a.jpg', 'a-edited.jpg'],
  ])('%s does not have %s.json', (file, sidecar) => {
    expect(sidecarOf(file, [file], new Map([[sidecar, true]]))).toBeUndefined();
  });
});

test('Google Takeout: sidecars, albums, people, the bin and live photos', async () => {
  const photo = {
    title: 'praia & mar.jpg',
    description: 'Domingo',
    creationTime: { timestamp: '1600000000' },
    photoTakenTime: { timestamp: '1557120489' },
    geoData: { latitude: 0, longitude: 0 },
    geoDataExif: { latitude: -2.5, longitude: -44.3 },
    people: [{ name: 'Ana' }, {}],
    favorited: true,
    archived: true,
  };
  const root = await folderWith({
    'Google Fotos/Fotos de 2019/metadata.json': { title: 'Fotos de 2019' },
    'Google Fotos/Fotos de 2019/praia _ mar.jpg': jpeg,
    'Google Fotos/Fotos de 2019/praia _ mar.jpg.supplemental-metadata.json': photo,
    'Google Fotos/Férias/metadados.json': { title: 'Férias', description: 'no Maranhão' },
    'Google Fotos/Férias/b.jpg': jpeg,
    'Google Fotos/Férias/b.jpg.json': { photoTakenTime: { timestamp: '99999999999999' } },
    'Google Fotos/Férias/a.jpg': jpeg,
    'Google Fotos/Férias/a.jpg.json': { photoTakenTime: { timestamp: '0' }, title: 'a.jpg' },
    'Google Fotos/Férias/a.mov': movie,
    'Google Fotos/Férias/gone.jpg': jpeg,
    'Google Fotos/Férias/gone.jpg.json': { ...photo, trashed: true },
    'Google Fotos/Férias/broken.json': 'not JSON',
  });
  const { items, albums, notes } = await readGoogleTakeout(root);
  const key = join(root, 'Google Fotos/Férias');
  expect(albums).toEqual([{ key, name: 'Férias', description: 'no Maranhão' }]);
  expect(items.map((item) => ({ ...item, path: relative(root, item.path) }))).toEqual([
    {
      path: 'Google Fotos/Fotos de 2019/praia _ mar.jpg',
      names: ['praia & mar.jpg'],
      edit: { favourite: true, archived: true, tags: { add: ['Ana'] } },
      fill: {
        description: 'Domingo',
        date: '2019-05-06T05:28:09Z',
        place: { latitude: -2.5, longitude: -44.3 },
      },
    },
    {
      path: 'Google Fotos/Férias/a.jpg',
      names: ['a.jpg'],
      edit: {},
      fill: {},
      albums: { [key]: '00000000' },
    },
    {
      path: 'Google Fotos/Férias/b.jpg',
      names: ['b.jpg'],
      edit: {},
      fill: {},
      albums: { [key]: '00000002' },
    },
  ]);
  expect(notes).toEqual([
    '1 videos and other files of unsupported formats left out',
    '1 files in the bin left out',
  ]);
});

test('Immich: sidecars by both names, and no derived files', async () => {
  const xmp = (inner: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const root = await folderWith({
    'library/admin/2024/a.jpg': jpeg,
    'library/admin/2024/a.jpg.xmp': xmp(
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Mar</rdf:li></rdf:Alt></dc:description><exif:DateTimeOriginal>2024-05-06T07:08:09.000-03:00</exif:DateTimeOriginal><exif:GPSLatitude>2,31.8S</exif:GPSLatitude><exif:GPSLongitude>44,18,0W</exif:GPSLongitude><xmp:Rating>4</xmp:Rating><digiKam:TagsList><rdf:Seq><rdf:li>viagem|praia</rdf:li></rdf:Seq></digiKam:TagsList>',
    ),
    'library/admin/2024/b.jpg': jpeg,
    'library/admin/2024/b.xmp': xmp('<xmp:Rating>0</xmp:Rating>'),
    'thumbs/a.jpg': jpeg,
    'encoded-video/c.mp4': movie,
  });
  const { items } = await readImmich(root);
  expect(items.map(({ path: _, ...item }) => item)).toEqual([
    {
      names: ['a.jpg'],
      edit: { tags: { add: ['praia'] } },
      fill: {
        description: 'Mar',
        rating: 4,
        date: '2024-05-06T07:08:09-03:00',
        place: { latitude: -2.53, longitude: -44.3 },
      },
    },
    { names: ['b.jpg'], fill: {} },
  ]);
});

test('iCloud: details and albums over several parts', async () => {
  const head =
    'imgName,fileChecksum,favorite,hidden,deleted,originalCreationDate,viewCount,importDate\n';
  const root = await folderWith({
    'Part 1/Photos/Photo Details.csv': `\uFEFF${head}IMG_1.HEIC,x,yes,no,no,"Saturday May 4,2019 9:41 PM GMT",1,"x"\nIMG_2.JPG,x,no,yes,no,not a date,1,x\n`,
    'Part 1/Photos/IMG_1.HEIC': jpeg,
    'Part 1/Photos/IMG_1.MOV': movie,
    'Part 1/Photos/IMG_2.JPG': jpeg,
    'Part 1/Albums/Praias.csv': 'Images\nIMG_3.JPG\nIMG_1.HEIC\n',
    'Part 2/Photos/Photo Details-1.csv': `${head}IMG_3.JPG,x,no,no,no,,1,x\ngone.jpg,x,no,no,yes,,1,x\n`,
    'Part 2/Photos/IMG_3.JPG': jpeg,
    'Part 2/Photos/gone.jpg': jpeg,
    'Part 2/Albums/Praias.csv': 'Images\nIMG_3.JPG\n',
  });
  const { items, albums, notes } = await readICloud(root);
  expect(albums).toEqual([{ key: 'Praias', name: 'Praias' }]);
  expect(items.map(({ path: _, ...item }) => item)).toEqual([
    {
      names: ['IMG_1.HEIC'],
      edit: { favourite: true },
      fill: { date: '2019-05-04T21:41:00Z' },
      albums: { Praias: 'Part 1 00000001' },
    },
    { names: ['IMG_2.JPG'], edit: { archived: true }, fill: {} },
    { names: ['IMG_3.JPG'], edit: {}, fill: {}, albums: { Praias: 'Part 1 00000000' } },
  ]);
  expect(notes).toEqual([
    '1 videos and other files of unsupported formats left out',
    '1 deleted files left out',
  ]);
});

describe('a sidecar fills what an item lacks', () => {
  const fill = {
    title: 'T',
    description: 'D',
    date: '2019-05-06T05:28:09Z',
    place: { latitude: 1, longitude: 2 },
    rating: 3,
  };
  const planned = { path: '/a.jpg', names: ['a.jpg'] as const, fill };
  const item = (fields: object) => ({ date: '2020-01-01T00:00:00', ...fields }) as MediaItem;

  test.each([
    ['nothing is known', { dateSource: 'upload' }, fill],
    ['the file name has a day', { dateSource: 'file-name' }, fill],
    [
      'the file name has a time',
      { dateSource: 'file-name', date: '2020-01-01T10:00:01' },
      { ...fill, date: undefined },
    ],
    ['EXIF has a date', { dateSource: 'exif' }, { ...fill, date: undefined }],
    ['the owner has a date', { dateSource: 'edit' }, { ...fill, date: undefined }],
    [
      'EXIF has a position',
      { dateSource: 'upload', place: { latitude: 5, longitude: 6 } },
      { ...fill, place: undefined },
    ],
    [
      'the owner has removed the place',
      { dateSource: 'upload', edited: ['place'] },
      { ...fill, place: undefined },
    ],
    [
      'texts and stars are known',
      { dateSource: 'upload', title: 'x', description: 'y', rating: 1 },
      { ...fill, title: undefined, description: undefined, rating: undefined },
    ],
  ])('%s', (_, fields, expected) => {
    const edit = editFor(planned, item(fields));
    expect(edit).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([, one]) => one !== undefined)),
    );
  });
});
