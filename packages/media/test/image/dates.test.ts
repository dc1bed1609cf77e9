import { describe, expect, test } from '@jest/globals';
import { type Dates, datedJpeg, pngWithText } from './dated-pictures.ts';
import { deriveFrom } from './pictures.ts';

const takenOf = async (dates: Dates) => (await deriveFrom(await datedJpeg(dates))).metadata.taken;

const LISBON = [38.7167, -9.1333] as const;
const SAO_PAULO = [-23.5505, -46.6333] as const;
const ATLANTIC = [30, -40] as const;

/** One date of each rank, each in a year of its own, the first rank first. */
const ranks: readonly [name: string, dates: Dates, expected: object][] = [
  [
    'DateTimeOriginal',
    { exif: { original: '2001:01:01 01:01:01' } },
    { local: '2001-01-01T01:01:01', source: 'exif' },
  ],
  [
    'exif:DateTimeOriginal in XMP',
    { xmp: { 'exif:DateTimeOriginal': '2002-02-02T02:02:02.25+02:00' } },
    { local: '2002-02-02T02:02:02.250', offset: '+02:00', offsetSource: 'xmp', source: 'xmp' },
  ],
  [
    'photoshop:DateCreated in XMP',
    { xmp: { 'photoshop:DateCreated': '2018-01-30T20:30:48-05:00' } },
    { local: '2018-01-30T20:30:48', offset: '-05:00', offsetSource: 'xmp', source: 'xmp' },
  ],
  [
    'date and time created in IPTC',
    { iptc: { 55: '20030303', 60: '030303+0300' } },
    { local: '2003-03-03T03:03:03', offset: '+03:00', offsetSource: 'iptc', source: 'iptc' },
  ],
  [
    'DateTimeDigitized',
    { exif: { digitized: '2004:04:04 04:04:04' } },
    { local: '2004-04-04T04:04:04', source: 'exif' },
  ],
  [
    'xmp:CreateDate',
    { xmp: { 'xmp:CreateDate': '2005-05-05T05:05:05Z' } },
    { local: '2005-05-05T05:05:05', offset: '+00:00', source: 'xmp' },
  ],
  [
    'GPS date and time',
    { gps: ['2006:06:06', 6, 6, 6] },
    { local: '2006-06-06T06:06:06', offset: '+00:00', offsetSource: 'gps', source: 'gps' },
  ],
  [
    'DateTime, when the file was changed',
    { exif: { changed: '2007:07:07 07:07:07' } },
    { local: '2007-07-07T07:07:07', source: 'exif' },
  ],
];

describe('a picture has the date of the first source that states one', () => {
  test.each(ranks)('%s', async (_name, dates, expected) => {
    expect(await takenOf(dates)).toMatchObject(expected);
  });

  test.each(ranks.map(([name, , expected], at) => [name, expected, at] as const))(
    '%s comes before those after it',
    async (_name, expected, at) => {
      const after = ranks.slice(at).map(([, dates]) => dates);
      const all: Dates = {
        exif: Object.assign({}, ...after.map(({ exif }) => exif)),
        xmp: Object.assign({}, ...after.map(({ xmp }) => xmp)),
        iptc: Object.assign({}, ...after.map(({ iptc }) => iptc)),
        ...Object.assign({}, ...after.map(({ gps }) => gps && { gps })),
      };
      const { local, source } = expected as Record<string, string>;
      expect(await takenOf(all)).toMatchObject({ local, source });
    },
  );

  test('a picture without any has none', async () => {
    expect(
      await takenOf({ xmp: { 'xmp:CreateDate': 'yesterday' }, iptc: { 55: '20240230' } }),
    ).toBe(undefined);
  });
});

describe('a date is as precise as its source', () => {
  test.each([
    [{ xmp: { 'photoshop:DateCreated': '2018-01-30' } }, '2018-01-30'],
    [{ xmp: { 'photoshop:DateCreated': '2018' } }, '2018'],
    [{ xmp: { 'photoshop:DateCreated': '2018-01-30T20:30' } }, '2018-01-30T20:30:00'],
    [{ iptc: { 55: '20180130' } }, '2018-01-30'],
    [{ iptc: { 55: '20180100' } }, '2018-01'],
    [{ iptc: { 55: '20180130', 60: '999999' } }, '2018-01-30'],
  ])('%j is %s', async (dates, local) => {
    expect(await takenOf(dates)).toMatchObject({ local, offset: null });
  });

  test('a later source on the same day adds the time', async () => {
    const xmp = {
      'photoshop:DateCreated': '2018-01-30',
      'xmp:CreateDate': '2018-01-30T20:30:48-05:00',
    };
    expect(await takenOf({ xmp })).toMatchObject({
      local: '2018-01-30T20:30:48',
      offset: '-05:00',
    });
    const other = { ...xmp, 'xmp:CreateDate': '2019-01-30T20:30:48-05:00' };
    expect(await takenOf({ xmp: other })).toMatchObject({ local: '2018-01-30' });
  });
});

test('hour 24 is hour 0 of the same day', async () => {
  expect(await takenOf({ exif: { original: '2019:01:01 24:04:20' } })).toMatchObject({
    local: '2019-01-01T00:04:20',
  });
});

test('OffsetTime alone is the offset of all times of EXIF', async () => {
  const exif = { original: '2021:07:14 10:20:30', offset: '+09:00' };
  expect(await takenOf({ exif })).toMatchObject({ offset: '+09:00', offsetSource: 'exif' });
  expect(await takenOf({ exif: { ...exif, originalOffset: '+01:00' } })).toMatchObject({
    offset: '+01:00',
  });
});

test.each([
  ['2018:01:30 20:30:48', { local: '2018-01-30T20:30:48', offset: null }],
  ['Tue, 30 Jan 2018 20:30:48 GMT', { local: '2018-01-30T20:30:48', offset: '+00:00' }],
  ['30 Jan 2018 20:30:48 -0500', { local: '2018-01-30T20:30:48', offset: '-05:00' }],
])('the creation time %s of a PNG is read', async (text, expected) => {
  const { metadata } = await deriveFrom(await pngWithText('Creation Time', text));
  expect(metadata.taken).toMatchObject({ ...expected, source: 'tag' });
});

describe('the time zone of the position', () => {
  const summer = { original: '2024:07:14 10:20:30' };

  test.each([
    ['in summer', LISBON, '2024:07:14 10:20:30', '+01:00', 'Europe/Lisbon'],
    ['in winter', LISBON, '2024:01:14 10:20:30', '+00:00', 'Europe/Lisbon'],
    ['when summer time existed', SAO_PAULO, '2018:12:24 20:00:00', '-02:00', 'America/Sao_Paulo'],
    ['since it was abolished', SAO_PAULO, '2023:12:24 20:00:00', '-03:00', 'America/Sao_Paulo'],
    ['in an hour that occurs twice', LISBON, '2024:10:27 01:30:00', '+01:00', 'Europe/Lisbon'],
    ['in an hour that is skipped', LISBON, '2024:03:31 01:30:00', '+00:00', 'Europe/Lisbon'],
  ])('gives an offset %s', async (_when, position, original, offset, zone) => {
    expect(await takenOf({ exif: { original }, position })).toEqual({
      local: original.replace(':', '-').replace(':', '-').replace(' ', 'T'),
      source: 'exif',
      offset,
      offsetSource: 'place',
      zone,
    });
  });

  test('is named beside an offset that it has, and not beside another one', async () => {
    const of = (originalOffset: string) =>
      takenOf({ exif: { ...summer, originalOffset }, position: LISBON });
    expect(await of('+01:00')).toMatchObject({ offsetSource: 'exif', zone: 'Europe/Lisbon' });
    const abroad = await of('+09:00');
    expect(abroad).toMatchObject({ offset: '+09:00', offsetSource: 'exif' });
    expect(abroad).not.toHaveProperty('zone');
  });

  test('comes after the GPS time for the offset', async () => {
    const gps = ['2024:07:14', 8, 20, 30] as const;
    expect(await takenOf({ exif: summer, position: LISBON, gps })).toMatchObject({
      offset: '+02:00',
      offsetSource: 'gps',
    });
  });

  test('is named for a date without a time', async () => {
    const xmp = { 'photoshop:DateCreated': '2018-01-30' };
    expect(await takenOf({ xmp, position: LISBON })).toMatchObject({
      local: '2018-01-30',
      offset: null,
      zone: 'Europe/Lisbon',
    });
  });

  test.each([
    ['in a zone', SAO_PAULO, { local: '2024-01-01T22:30:00', offset: '-03:00' }],
    ['on the high seas', ATLANTIC, { local: '2024-01-01T22:30:00', zone: 'Etc/GMT+3' }],
    ['at the North Pole', [90, 0], { local: '2024-01-02T01:30:00', offset: '+00:00' }],
    ['at the South Pole', [-90, 0], { offset: '+13:00', zone: 'Antarctica/McMurdo' }],
    ['east of the date line', [-16.8, -179.9], { local: '2024-01-02T13:30:00', offset: '+12:00' }],
    ['west of the date line', [-16.8, 179.9], { local: '2024-01-02T13:30:00', offset: '+12:00' }],
  ] as const)('turns the GPS time into a local one: %s', async (_where, position, expected) => {
    expect(await takenOf({ gps: ['2024:01:02', 1, 30, 0], position })).toMatchObject({
      ...expected,
      source: 'gps',
      offsetSource: 'place',
    });
  });

  test('is not assumed on the high seas', async () => {
    expect(await takenOf({ exif: summer, position: ATLANTIC })).toEqual({
      local: '2024-07-14T10:20:30',
      offset: null,
      offsetSource: null,
      source: 'exif',
    });
  });
});
