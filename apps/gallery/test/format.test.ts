import { describe, expect, test } from '@jest/globals';
import { createFormat, dayOf } from '../src/format.ts';
import { createTexts } from '../src/texts.ts';

const english = createFormat(createTexts('en'), 'en');
const portuguese = createFormat(createTexts('pt-BR'), 'pt-BR');

/** Replaces the special spaces that Intl inserts. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('the time when a picture was taken', () => {
  const local = '2024-05-06T07:08:09.123';

  test("shows the camera's wall clock in every time zone", () => {
    const taken = { local, offset: '-03:00', offsetSource: 'exif' } as const;
    expect(plain(english.taken(taken))).toBe('May 6, 2024, 7:08:09 AM UTC−03:00');
  });

  test('names an offset that was derived from GPS', () => {
    const taken = { local, offset: '+02:00', offsetSource: 'gps' } as const;
    expect(english.taken(taken)).toMatch(/UTC\+02:00 \(time zone derived from GPS\)$/);
  });

  test('shows a date without a time, and a month or year as it is', () => {
    const date = (short: string) =>
      english.taken({ local: short, offset: null, offsetSource: null });
    expect(date('2024-05-06')).toBe('May 6, 2024');
    expect([date('2024-05'), date('2024')]).toEqual(['2024-05', '2024']);
  });

  test('says that the offset is unknown', () => {
    const taken = { local, offset: null, offsetSource: null };
    expect(portuguese.taken(taken)).toMatch(/^6 de mai\. de 2024.*\(hora da câmera/);
  });
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [1_540_000, '1.5 MB'],
  [5_368_709_120, '5.4 GB'],
])('%d bytes', (bytes, shown) => {
  expect(plain(english.bytes(bytes))).toBe(shown);
});

test('an exposure lists its known values', () => {
  const exposure = { text: '1/125', fNumber: 2.8, iso: 400, biasEv: -0.67, focalLengthMm: 35 };
  expect(english.exposure(exposure)).toBe('1/125 s · f/2.8 · ISO 400 · −0.7 EV · 35 mm');
  expect(portuguese.exposure({ fNumber: 2.8, flash: true })).toBe('f/2,8 · flash');
});

test('a camera name does not repeat the make', () => {
  expect(english.camera({ make: 'Canon', model: 'Canon EOS R5' })).toBe('Canon EOS R5');
  expect(english.camera({ make: 'NIKON CORPORATION', model: 'NIKON D90' })).toBe('NIKON D90');
  expect(english.camera({ make: 'SONY', model: 'ILCE-6000' })).toBe('SONY ILCE-6000');
});

test('a place is formatted as decimal degrees', () => {
  const gps = { latitude: -23.55, longitude: -46.6333333, altitudeMetres: 760.4 };
  expect(english.place(gps)).toBe('-23.55000, -46.63333 · 760 m');
});

test('days are in the local time zone of the user', () => {
  const now = new Date(2026, 4, 6, 0, 30);
  expect(dayOf(now)).toBe('2026-05-06');
  expect(english.day('2026-05-06', now)).toBe('Today');
  expect(portuguese.day('2026-05-05', now)).toBe('Ontem');
  expect(english.day('2026-03-01', now)).toBe('Sunday, March 1');
  expect(english.day('2025-03-01', now)).toBe('Saturday, March 1, 2025');
});

test.each([
  [900, '0:01'],
  [61_000, '1:01'],
  [3_599_600, '1:00:00'],
  [4 * 3_600_000 + 5_000, '4:00:05'],
])('a duration of %d ms is formatted as %s', (milliseconds, shown) => {
  expect(english.length(milliseconds)).toBe(shown);
});
