import type { Facets, MediaPage, Timeline } from '@galeria/api';
import { datedJpeg } from '@galeria/media/testing';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

type Query = Readonly<Record<string, string>>;

async function get<Answer>(path: string, query: Query): Promise<Answer> {
  const answer = await fetch(`${galeria.address}${path}?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Answer>;
}

const idsOf = async (query: Query): Promise<string[]> =>
  (await get<MediaPage>('/media', query)).items.map(({ id }) => id);

async function upload(name: string, bytes: Uint8Array) {
  const [uploaded] = await galeria.upload(await media.save(folder, name, bytes));
  return galeria.settled(uploaded!.id);
}

test('a picture with a position is found by its place and its local date', async () => {
  // In UTC it is 2020 already.
  const jpeg = await datedJpeg({
    exif: { original: '2019:12:31 23:30:00' },
    position: [-22.9711, -43.1822],
  });
  const { id, ...item } = await upload('noite.jpg', jpeg);
  const place = {
    city: 'Rio de Janeiro',
    region: 'Rio de Janeiro',
    country: 'Brazil',
    countryCode: 'BR',
  };
  const dated = {
    date: '2019-12-31T23:30:00',
    dateSource: 'exif',
    offset: '-03:00',
    zone: 'America/Sao_Paulo',
  };
  expect(item).toMatchObject({ status: 'ready', metadata: { place }, ...dated });
  await eventually(async () => (await idsOf({ place: 'Rio de Janeiro' })).includes(id));
  expect((await get<MediaPage>('/media', { sort: 'date' })).items[0]).toMatchObject({
    id,
    ...dated,
  });

  for (const query of [
    { place: 'rio de janeiro' },
    { place: 'Brazil' },
    { place: 'Brasil' },
    { q: 'rio de janeiro' },
    { q: 'place:brasil noite' },
    { q: '2019' },
    { q: 'december 2019' },
    { q: '31 de dezembro de 2019' },
    { from: '2019-12-31', to: '2019-12-31' },
  ]) {
    expect({ query, ids: await idsOf(query) }).toEqual({ query, ids: [id] });
  }
  expect(await idsOf({ place: 'Portugal' })).toEqual([]);
  expect(await idsOf({ from: '2020' })).toEqual([]);

  const { days } = await get<Timeline>('/timeline', { kind: 'image' });
  expect(days).toEqual([{ day: '2019-12-31', count: 1 }]);
  const { facets } = await get<Facets>('/facets', {});
  expect(facets.place).toEqual([
    { value: 'Brazil', count: 1 },
    { value: 'Rio de Janeiro', count: 1 },
  ]);
});

test('a picture on the high seas has no place', async () => {
  const jpeg = await datedJpeg({ gps: ['2024:01:02', 1, 30, 0], position: [30, -40] });
  const { metadata, ...item } = await upload('mar.jpg', jpeg);
  expect(metadata).toMatchObject({ gps: { latitude: 30, longitude: -40 } });
  expect(metadata).not.toHaveProperty('place');
  expect(item).toMatchObject({ date: '2024-01-01T22:30:00', dateSource: 'gps', offset: '-03:00' });
});

test('a picture without a date has that of the first name under which it was sent', async () => {
  const bytes = await media.noise(7);
  const first = await upload('IMG_20150704_153012.jpg', bytes);
  const dated = { date: '2015-07-04T15:30:12', dateSource: 'file-name' };
  expect(first).toMatchObject(dated);
  const again = await upload('IMG_20160101_000000.jpg', bytes);
  expect(again).toMatchObject({ id: first.id, ...dated });
  await eventually(async () => (await idsOf({ q: 'IMG_20160101' })).includes(first.id));
  expect(await idsOf({ from: '2015-07-04', to: '2015-07-04' })).toEqual([first.id]);
  expect(await idsOf({ from: '2016-01', to: '2016-02' })).toEqual([]);
});
