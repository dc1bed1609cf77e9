import { describe, expect, test } from '@jest/globals';
import { dateOf } from '../src/read-model/item-date.ts';
import { dateInName } from '../src/read-model/name-date.ts';

const uploaded = '2024-06-01T12:00:00.000Z';
const item = (metadata: Parameters<typeof dateOf>[0]['metadata'], filename = 'a.bin') => ({
  metadata,
  original: { size: 1, mimeType: 'image/jpeg', filename },
  createdAt: uploaded,
});

describe('the date in a file name', () => {
  test.each([
    ['IMG_20190704_153012.jpg', '2019-07-04T15:30:12'],
    ['IMG20190704153012.jpg', '2019-07-04T15:30:12'],
    ['20190704_153012.mp4', '2019-07-04T15:30:12'],
    ['20190704T153012Z.jpg', '2019-07-04T15:30:12'],
    ['PXL_20210503_101112345.MP.jpg', '2021-05-03T10:11:12'],
    ['IMG-20190704-WA0001.jpg', '2019-07-04T00:00:00'],
    ['WhatsApp Image 2021-05-03 at 10.11.12.jpeg', '2021-05-03T10:11:12'],
    ['Screenshot 2021-05-03 at 10.11.12.png', '2021-05-03T10:11:12'],
    ['Screenshot 2021-05-03 at 9.11.12\u202fPM.png', '2021-05-03T21:11:12'],
    ['Screen Shot 2021-05-03 at 12.11.12 AM.png', '2021-05-03T00:11:12'],
    ['Captura de tela 2021-05-03 às 10.11.12.png', '2021-05-03T10:11:12'],
    ['Screenshot_20210503-101112_Chrome.jpg', '2021-05-03T10:11:12'],
    ['photo_2021-05-03_10-11-12.jpg', '2021-05-03T10:11:12'],
    ['2021-05-03 10.11.12.jpg', '2021-05-03T10:11:12'],
    ['WIN_20210503_10_11_12_Pro.jpg', '2021-05-03T10:11:12'],
    ['contrato 2021.05.03.pdf', '2021-05-03T00:00:00'],
    ['1974-06-01 Lisboa.jpg', '1974-06-01T00:00:00'],
    ['2021-05-03 at 25.99.99.jpg', '2021-05-03T00:00:00'],
  ])('%s', (name, expected) => {
    expect(dateInName(name, uploaded)).toBe(expected);
  });

  test.each([
    'DSC_0042.jpg',
    '2021-13-03.jpg',
    '2021-02-30.jpg',
    '2021-0503.jpg',
    'IMG_120190704.jpg',
    '201907041.jpg',
    '1920x1080.png',
    'a3f20190704b99.jpg',
    'plan 2030-01-01.pdf',
    '',
  ])('%s has none', (name) => {
    expect(dateInName(name, uploaded)).toBeUndefined();
  });

  test('may be a day ahead of the time of the upload, which is UTC', () => {
    expect(dateInName('IMG_20240602_020000.jpg', uploaded)).toBe('2024-06-02T02:00:00');
    expect(dateInName('IMG_20240603_020000.jpg', uploaded)).toBeUndefined();
  });
});

describe('the date of an item', () => {
  const name = 'IMG_20190704_153012.jpg';
  const taken = {
    local: '2018-01-30T20:30:48',
    offset: '-05:00',
    offsetSource: 'xmp',
    source: 'xmp',
    zone: 'America/New_York',
  } as const;

  test('is the one that its file states, whatever its name', () => {
    expect(dateOf(item({ taken }, name))).toEqual({
      date: '2018-01-30T20:30:48',
      dateSource: 'xmp',
      offset: '-05:00',
      zone: 'America/New_York',
    });
    const date = { local: '1999', offset: null, source: 'tag' } as const;
    expect(dateOf(item({ date, year: 1998 }, name))).toEqual({
      date: '1999-01-01T00:00:00',
      dateSource: 'tag',
    });
  });

  test('is read from metadata of earlier versions, which have no source', () => {
    const { source: _, zone: __, ...earlier } = taken;
    expect(dateOf(item({ taken: { ...earlier, offsetSource: 'exif' } }))).toMatchObject({
      date: '2018-01-30T20:30:48',
      dateSource: 'exif',
    });
    expect(dateOf(item({ created: '2020-02-03T04:05:06Z' }))).toEqual({
      date: '2020-02-03T04:05:06',
      dateSource: 'document',
      offset: '+00:00',
    });
    expect(dateOf(item({ year: 1998 }))).toEqual({
      date: '1998-01-01T00:00:00',
      dateSource: 'tag',
    });
  });

  test('is the one in the file name, if the file states none', () => {
    expect(dateOf(item({}, name))).toEqual({
      date: '2019-07-04T15:30:12',
      dateSource: 'file-name',
    });
  });

  test('is otherwise the time of the upload, in UTC', () => {
    expect(dateOf(item({}))).toEqual({
      date: '2024-06-01T12:00:00',
      dateSource: 'upload',
      offset: '+00:00',
    });
  });
});
