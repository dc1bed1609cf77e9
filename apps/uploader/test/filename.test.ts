import { expect, test } from '@jest/globals';
import { cleanFilename } from '../src/receive/filename.ts';

test.each([
  ['holiday.jpg', 'holiday.jpg'],
  ['写真 צילום фото.jpg', '写真 צילום фото.jpg'],
  ['👩‍👩‍👧 family.png', '👩‍👩‍👧 family.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\photos\\a.jpg', 'a.jpg'],
  ['two\r\nlines\0.jpg', 'twolines.jpg'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069b.jpg', 'ab.jpg'],
  ['two\u2028lines\u2029.jpg', 'twolines.jpg'],
  ['\uFEFFa\u200Bb\u00ADc\u2060d\uFFF9.jpg', 'abcd.jpg'],
  // Persian, Indic scripts and emoji need joiners; flags need tags.
  ['می\u200Cخواهم.jpg', 'می\u200Cخواهم.jpg'],
  [
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}.png',
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}.png',
  ],
  ['\u202E', 'unnamed'],
  ['a %22quoted%22 %0D%0Aname.jpg', 'a "quoted" name.jpg'],
  ['lone \ud800 half', 'lone \ufffd half'],
  ['', 'unnamed'],
  ['..', 'unnamed'],
  [' / ', 'unnamed'],
  [undefined, 'unnamed'],
])('%j is stored as %j', (sent, stored) => {
  expect(cleanFilename(sent)).toBe(stored);
});

test.each([['a'], ['é'], ['写'], ['👧']])(
  'a long name of %s is truncated between characters',
  (letter) => {
    const stored = cleanFilename(`${letter.repeat(2000)}.jpeg`);
    expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(stored)).toBeGreaterThan(1024 - 4);
    expect(stored).toBe(`${letter.repeat([...stored].length - 5)}.jpeg`);
  },
);
