import { describe, expect, test } from '@jest/globals';
import { describeBlocks } from '../../src/image/metadata/describe-blocks.ts';
import { orientationOf, readTags } from '../../src/image/metadata/exif/exif.ts';
import { bigEndian as be, exifBlock, type TestDirectories } from './exif-block.ts';

const read = (directories: TestDirectories) => describeBlocks({ exif: [exifBlock(directories)] });

describe('texts', () => {
  const make = (value: string | Uint8Array) => {
    const { camera } = read({ first: [be.ascii(0x010f, value)] });
    return (camera as { make: string } | undefined)?.make;
  };

  test.each([
    ['plain', 'Canon', 'Canon'],
    ['padded', 'NIKON CORPORATION   ', 'NIKON CORPORATION'],
    ['UTF-8', 'Câmara 写真', 'Câmara 写真'],
    ['Latin-1', Buffer.from('Câmara', 'latin1'), 'Câmara'],
    ['with rubbish after its NUL', 'Sony\0\u0001rubbish', 'Sony'],
    ['with control characters', 'So\u0007ny\r\nX\u202eY', 'So ny X Y'],
    ['of dashes', '----', undefined],
    ['empty', '', undefined],
  ])('%s', (_name, stored, expected) => {
    expect(make(stored)).toBe(expected);
  });

  test('are cut to a limit between characters', () => {
    expect(make('😀a'.repeat(700))?.length).toBe(1500);
  });

  test('of type UTF-8 (EXIF 3.0) are read', () => {
    const utf8 = be.bytes(0x010f, 129, Buffer.from('Câmara\0'));
    expect(read({ first: [utf8] })).toEqual({ camera: { make: 'Câmara' } });
  });

  test('of another type are omitted', () => {
    expect(read({ first: [be.short(0x010f, 65)] })).toEqual({});
  });
});

describe('comments', () => {
  const comment = (code: string, body: Uint8Array) =>
    read({ exif: [be.bytes(0x9286, 7, Buffer.concat([Buffer.from(code, 'latin1'), body]))] });
  const utf16 = Buffer.from('Grüße 日本', 'utf16le');
  const swapped = Buffer.from(utf16).swap16();

  test.each([
    ['ASCII', 'ASCII\0\0\0', Buffer.from('Uma praia   '), 'Uma praia'],
    ['UTF-16, little-endian', 'UNICODE\0', Buffer.from('Uma praia', 'utf16le'), 'Uma praia'],
    ['UTF-16, big-endian', 'UNICODE\0', Buffer.from('Uma praia', 'utf16le').swap16(), 'Uma praia'],
    [
      'UTF-16, marked',
      'UNICODE\0',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      'Grüße 日本',
    ],
    ["UTF-16 in the block's order", 'UNICODE\0', swapped, 'Grüße 日本'],
    ['JIS', 'JIS\0\0\0\0\0', Buffer.from('\x1b$BF|K\\\x1b(B', 'latin1'), '日本'],
    ['an unnamed encoding', '\0'.repeat(8), Buffer.from('Praia é'), 'Praia é'],
    ['no code', 'Uma prai', Buffer.from('a'), 'Uma praia'],
  ])('in %s are descriptions', (_name, code, body, expected) => {
    expect(comment(code, body)).toEqual({ description: expected });
  });

  test('of binary data, blanks or nothing are omitted', () => {
    for (const body of [Buffer.from([1, 2, 0x41, 3]), Buffer.from('   '), Buffer.alloc(9)]) {
      expect(comment('ASCII\0\0\0', body)).toEqual({});
    }
  });

  test('of Windows have titles, keywords and authors', () => {
    const windows = (tag: number, text: string) =>
      be.bytes(tag, 1, Buffer.from(`${text}\0`, 'utf16le'));
    const first = [
      windows(0x9c9b, 'Título'),
      windows(0x9c9c, 'Uma praia'),
      windows(0x9c9d, 'Ana'),
      windows(0x9c9e, 'praia;cão;日本'),
    ];
    expect(read({ first })).toEqual({
      title: 'Título',
      description: 'Uma praia',
      artist: 'Ana',
      keywords: ['praia', 'cão', '日本'],
    });
  });
});

describe('lenses', () => {
  const lens = ({ camera }: ReturnType<typeof read>) => (camera as { lens?: string })?.lens;
  const zoom: [number, number][] = [
    [18, 1],
    [55, 1],
    [35, 10],
    [56, 10],
  ];

  test('without a name have their focal lengths and f-numbers', () => {
    expect(lens(read({ exif: [be.rational(0xa432, ...zoom)] }))).toBe('18-55mm f/3.5-5.6');
    const prime: [number, number][] = [
      [50, 1],
      [50, 1],
      [0, 0],
      [0, 0],
    ];
    expect(lens(read({ exif: [be.rational(0xa432, ...prime)] }))).toBe('50mm');
    expect(read({ exif: [be.rational(0xa432, [0, 0], [0, 0], [0, 0], [0, 0])] })).toEqual({});
  });

  test('and sensitivities are read from maker notes', () => {
    const inner = exifBlock({
      first: [be.rational(0x0084, ...zoom), be.bytes(0x0002, 3, Buffer.from([0, 0, 1, 144]), 2)],
    });
    const note = Buffer.concat([Buffer.from('Nikon\0\x02\x10\0\0', 'latin1'), inner.subarray(6)]);
    const notes = be.bytes(0x927c, 7, note);
    expect(read({ exif: [notes] })).toMatchObject({
      camera: { lens: '18-55mm f/3.5-5.6' },
      exposure: { iso: 400 },
    });
    const named = read({ exif: [notes, be.ascii(0xa434, 'AF-S 18-55'), be.short(0x8827, 200)] });
    expect(named).toMatchObject({ camera: { lens: 'AF-S 18-55' }, exposure: { iso: 200 } });
  });

  test('in maker notes with invalid offsets are omitted', () => {
    for (const note of ['Nikon\0\x02', 'OLYMPUS\0', 'Panasonic\0\0\0\xff\xff', 'QVC\0']) {
      expect(read({ exif: [be.bytes(0x927c, 7, Buffer.from(note, 'latin1'))] })).toEqual({});
    }
  });
});

test.each([
  [1, 1],
  [8, 8],
  [0, undefined],
  [9, undefined],
])('orientation %i is read as %s', (stored, expected) => {
  expect(orientationOf(readTags([exifBlock({ first: [be.short(0x0112, stored)] })]))).toBe(
    expected,
  );
});

describe('exposure', () => {
  const exposure = (...exif: ReturnType<typeof be.short>[]) => read({ exif }).exposure;

  test('of an ordinary picture', () => {
    expect(
      exposure(
        be.rational(0x829a, [10, 1250]),
        be.rational(0x829d, [28, 10]),
        be.short(0x8827, 400),
        be.signedRational(0x9204, [-1, 3]),
        be.short(0x9209, 0x19),
        be.rational(0x920a, [50, 1]),
        be.short(0xa405, 75),
      ),
    ).toEqual({
      seconds: 0.008,
      text: '1/125',
      fNumber: 2.8,
      iso: 400,
      biasEv: -0.33,
      flash: true,
      focalLengthMm: 50,
      focalLength35Mm: 75,
    });
  });

  test.each([
    [[1, 8000], '1/8000'],
    [[1, 4], '1/4'],
    [[3, 10], '0.3'],
    [[25, 10], '2.5'],
    [[30, 1], '30'],
  ] as [[number, number], string][])('%j reads as %s', (fraction, text) => {
    expect(exposure(be.rational(0x829a, fraction))).toMatchObject({ text });
  });

  test('from APEX values if there are no others', () => {
    expect(exposure(be.signedRational(0x9201, [7, 1]), be.rational(0x9202, [4, 1]))).toMatchObject({
      seconds: 0.0078125,
      text: '1/128',
      fNumber: 4,
    });
  });

  test('a negative bias that was written unsigned', () => {
    expect(exposure(be.rational(0x9204, [-2, 3]))).toEqual({ biasEv: -0.67 });
  });

  test('a sensitivity above what a SHORT holds', () => {
    expect(exposure(be.short(0x8827, 65535), be.long(0x8832, 102_400))).toEqual({ iso: 102_400 });
  });

  test('nothing is divided by zero', () => {
    expect(
      exposure(
        be.rational(0x829a, [1, 0]),
        be.rational(0x829d, [0, 0]),
        be.rational(0x920a, [0, 1]),
      ),
    ).toBeUndefined();
  });

  test('numbers out of range are omitted', () => {
    const double = (tag: number, value: number) => {
      const body = Buffer.alloc(8);
      body.writeDoubleBE(value);
      return be.bytes(tag, 12, body, 1);
    };
    const [huge, tiny] = [double(0x8827, 1e308), double(0xa405, 5e-324)];
    expect(exposure(huge, tiny, double(0x829a, Number.NaN))).toBeUndefined();
  });
});

describe('when it was taken', () => {
  const original = (value: string) => be.ascii(0x9003, value);
  const offset = (value: string) => be.ascii(0x9011, value);
  const gpsTime = (date: string, ...time: [number, number][]) => [
    be.rational(0x07, ...time),
    be.ascii(0x1d, date),
  ];
  const taken = (directories: TestDirectories) => read(directories).taken;

  test('with sub-seconds and offset', () => {
    const exif = [original('2024:05:06 07:08:09'), be.ascii(0x9291, '123456'), offset('+02:00')];
    expect(taken({ exif })).toEqual({
      local: '2024-05-06T07:08:09.123',
      offset: '+02:00',
      offsetSource: 'exif',
      source: 'exif',
    });
  });

  test('without an offset the time zone is unknown', () => {
    expect(taken({ exif: [original('2024:05:06 07:08:09')] })).toEqual({
      local: '2024-05-06T07:08:09',
      offset: null,
      offsetSource: null,
      source: 'exif',
    });
  });

  test.each([
    ['+05:45', '+05:45'],
    ['-09:30', '-09:30'],
    ['+0200', '+02:00'],
    ['Z', '+00:00'],
    ['+15:00', null],
    ['+02:75', null],
    ['   :  ', null],
    ['CEST', null],
  ])('the offset %s is %s', (written, expected) => {
    const exif = [original('2024:05:06 07:08:09'), offset(written)];
    expect(taken({ exif })).toMatchObject({ offset: expected });
  });

  test.each([
    ['2024-05-06T07:08:09-03:00', { local: '2024-05-06T07:08:09', offset: '-03:00' }],
    ['2024:05:06 07:08', { local: '2024-05-06T07:08:00', offset: null }],
    ['2024:05:06 24:04:20', { local: '2024-05-06T00:04:20', offset: null }],
    ['2024:05:06 07:08:09.5', { local: '2024-05-06T07:08:09.500', offset: null }],
  ])('%s is read too', (written, expected) => {
    expect(taken({ exif: [original(written)] })).toMatchObject(expected);
  });

  test.each([
    '0000:00:00 00:00:00',
    '    :  :     :  :  ',
    '2024:02:30 10:00:00',
    '2024:13:01 10:00:00',
    '2024:05:06 25:00:00',
    '2024:05:06',
    'yesterday',
  ])('%s is not a date', (written) => {
    expect(taken({ exif: [original(written)] })).toBeUndefined();
  });

  test('the time of digitizing replaces a missing one, with its own offset', () => {
    const exif = [
      original('0000:00:00 00:00:00'),
      offset('+09:00'),
      be.ascii(0x9004, '2001:02:03 04:05:06'),
      be.ascii(0x9012, '+01:00'),
    ];
    expect(taken({ exif })).toMatchObject({ local: '2001-02-03T04:05:06', offset: '+01:00' });
  });

  test.each([
    ['2024:05:06 07:08:09', '2024:05:06', [5, 8, 2], '+02:00'],
    ['2024:05:06 00:30:00', '2024:05:05', [18, 45, 20], '+05:45'],
    ['2024:05:05 23:08:09', '2024:05:06', [3, 8, 9], '-04:00'],
    ['2024:05:06 07:08:09', '2024:05:06', [5, 3, 0], null],
    ['2024:05:06 07:15:09', '2024:05:06', [7, 0, 0], null],
    ['2024:05:09 07:08:09', '2024:05:06', [5, 8, 2], null],
  ])('%s with satellites at %s %j is at %s', (local, date, time, expected) => {
    const gps = gpsTime(date, ...time.map((part): [number, number] => [part, 1]));
    expect(taken({ exif: [original(local)], gps })).toMatchObject({
      offset: expected,
      offsetSource: expected === null ? null : 'gps',
    });
  });

  test("the camera's offset takes precedence over the GPS time", () => {
    const exif = [original('2024:05:06 07:08:09'), offset('+03:00')];
    const gps = gpsTime('2024:05:06', [5, 1], [8, 1], [2, 1]);
    expect(taken({ exif, gps })).toMatchObject({ offset: '+03:00', offsetSource: 'exif' });
  });
});

describe('where it was taken', () => {
  const latitude = be.rational(0x02, [52, 1], [30, 1], [15, 1]);
  const longitude = be.rational(0x04, [13, 1], [24, 1], [0, 1]);
  const position = (north: string, east: string) => [
    be.ascii(0x01, north),
    latitude,
    be.ascii(0x03, east),
    longitude,
  ];
  const gps = (...entries: ReturnType<typeof be.short>[]) => read({ gps: entries }).gps;

  test('in all hemispheres', () => {
    expect(gps(...position('N', 'E'))).toEqual({ latitude: 52.5041667, longitude: 13.4 });
    expect(gps(...position('S', 'W'))).toEqual({ latitude: -52.5041667, longitude: -13.4 });
    expect(gps(...position('South', 'west'))).toEqual({ latitude: -52.5041667, longitude: -13.4 });
  });

  test('a missing or invalid hemisphere gives no position', () => {
    expect(gps(latitude, longitude)).toBeUndefined();
    expect(gps(...position('?', 'E'))).toBeUndefined();
  });

  test('degrees out of range, without a denominator or without a fix are ignored', () => {
    const at = (...fractions: [number, number][]) =>
      gps(be.ascii(0x01, 'N'), be.rational(0x02, ...fractions), be.ascii(0x03, 'E'), longitude);
    expect(at([91, 1])).toBeUndefined();
    expect(at([52, 0], [30, 1], [15, 1])).toBeUndefined();
    expect(at([525_041_667, 10_000_000])).toMatchObject({ latitude: 52.5041667 });
    const zero = be.rational(0x02, [0, 1], [0, 1], [0, 1]);
    const noFix = [be.ascii(0x01, 'N'), zero, be.ascii(0x03, 'E'), { ...zero, tag: 0x04 }];
    expect(gps(...noFix)).toBeUndefined();
  });

  test('the sign of the altitude is in another tag', () => {
    const at = (reference: number) =>
      gps(...position('N', 'E'), be.byte(0x05, reference), be.rational(0x06, [1234, 10]));
    expect(at(0)).toMatchObject({ altitudeMetres: 123.4 });
    expect(at(1)).toMatchObject({ altitudeMetres: -123.4 });
    expect(at(3)).toMatchObject({ altitudeMetres: -123.4 });
  });

  test('the direction has its reference in another tag', () => {
    const turned = gps(...position('N', 'E'), be.ascii(0x10, 'M'), be.rational(0x11, [36000, 100]));
    expect(turned).toMatchObject({ direction: 0, directionReference: 'magnetic' });
  });
});
