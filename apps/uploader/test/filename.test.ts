import { expect, test } from '@jest/globals';
import { cleanFilename } from '../src/accept/filename.ts';

test.each([
  ['holiday.jpg', 'holiday.jpg'],
  ['写真 צילום фото.jpg', '写真 צילום фото.jpg'],
  ['👩‍👩‍👧 family.png', '👩‍👩‍👧 family.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\photos\\a.jpg', 'a.jpg'],
  ['two\r\nlines\0.jpg', 'twolines.jpg'],
  ['a %22quoted%22 %0D%0Aname.jpg', 'a "quoted" name.jpg'],
  ['lone \ud800 half', 'lone \ufffd half'],
  ['', 'unnamed'],
  ['..', 'unnamed'],
  [' / ', 'unnamed'],
  [undefined, 'unnamed'],
])('%j is kept as %j', (sent, kept) => {
  expect(cleanFilename(sent)).toBe(kept);
});

test.each([['a'], ['é'], ['写'], ['👧']])(
  'a long name of %s is cut between characters',
  (letter) => {
    const kept = cleanFilename(`${letter.repeat(2000)}.jpeg`);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(kept)).toBeGreaterThan(1024 - 4);
    expect(kept).toBe(`${letter.repeat([...kept].length - 5)}.jpeg`);
  },
);
