import { gzipSync } from 'node:zlib';
import { SNIFF_BYTES, sniff } from '@galeria/media';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { longMakers } from './document/long.ts';
import { zip } from './document/zips.ts';

const noise = sharp({
  create: {
    width: 300,
    height: 200,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});

const firstBytes = (file: Uint8Array) => file.subarray(0, SNIFF_BYTES);

describe('sniffing', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'a %s is recognised as an image by its first bytes',
    async (format) => {
      const file = await noise.clone().toFormat(format).toBuffer();
      expect(file.length).toBeGreaterThan(SNIFF_BYTES);
      expect(await sniff(firstBytes(file))).toMatchObject({
        kind: { name: 'image' },
        mimeType: `image/${format}`,
      });
    },
  );

  test("an AVIF under HEIF's generic brand is one, and so is a HEIC", async () => {
    const file = await noise.clone().avif({ effort: 0 }).toBuffer();
    file.write('mif1', 8, 'latin1');
    expect(await sniff(firstBytes(file))).toMatchObject({ mimeType: 'image/avif' });
    const heic = Buffer.from('000000186674797068656963000000006d69663168656963', 'hex');
    expect(await sniff(heic)).toMatchObject({ mimeType: 'image/heic' });
  });

  test.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\ufeff<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY e "">]>\n<svg>',
    '<?xml version="1.0" standalone="no"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
  ])('an SVG is recognised by its root element: %s', async (text) => {
    expect(await sniff(Buffer.from(text))).toMatchObject({ mimeType: 'image/svg+xml' });
  });

  test.each([
    gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><svg/>', 'utf16le'),
    Buffer.from('<svg/>', 'utf16le').swap16(),
    Buffer.from(`<!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY e "${' '.repeat(5000)}">]><svg/>`),
  ])('an SVG is recognised compressed, in UTF-16 and by its document type: %#', async (file) => {
    expect(await sniff(firstBytes(file))).toMatchObject({ mimeType: 'image/svg+xml' });
  });

  test('a root element beyond the first bytes is that of the name', async () => {
    const comment = Buffer.from(`<!--${' '.repeat(5000)}--><svg/>`);
    expect(await sniff(firstBytes(comment), 'a.svg')).toMatchObject({ mimeType: 'image/svg+xml' });
    expect(await sniff(firstBytes(gzipSync('text')), 'a.svg')).toBeUndefined();
  });

  test.each(['<svgs/>', '<?xml version="1.0"?><feed/>', `<!--${' '.repeat(5000)}--><svg/>`, 'svg'])(
    'other markup is not an SVG: %#',
    async (text) => {
      expect(await sniff(firstBytes(Buffer.from(text)))).toBeUndefined();
    },
  );

  test('an Office file is recognised by the start of a long list of its parts', async () => {
    const pages = Array.from({ length: 110 }, (_, at) => `Page ${at}`);
    const presentation = await longMakers.pptx!(pages);
    const mimeType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
    expect(await sniff(firstBytes(presentation))).toMatchObject({ mimeType });
    // PowerPoint deflates the list, which 1,000 slides make too long again.
    const numbers = Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 99_991);
    const list =
      '<Types><Override ContentType="application/vnd.openxmlformats-officedocument' +
      `.presentationml.presentation.main+xml"/>${numbers.join('<Override/>')}</Types>`;
    const long = await zip({ '[Content_Types].xml': list });
    expect(long.length).toBeGreaterThan(SNIFF_BYTES);
    expect(await sniff(firstBytes(long))).toMatchObject({ mimeType });
  });

  test('a zip that only names a list of parts has no kind', async () => {
    for (const list of ['', 'nothing', '<Types/>']) {
      expect(await sniff(await zip({ '[Content_Types].xml': list, other: 'x' }))).toBeUndefined();
    }
    expect(await sniff(Buffer.from('PK\x03\x04[Content_Types].xml'))).toBeUndefined();
  });

  test('a file that is damaged in its first bytes has no kind', async () => {
    const damaged = await zip({ '[Content_Types].xml': 'x'.repeat(100) });
    damaged.fill(0xff, damaged.indexOf('.xml') + 4, damaged.indexOf('.xml') + 12);
    expect(await sniff(damaged)).toBeUndefined();
  });

  test('unsupported files have no kind', async () => {
    expect(await sniff(Buffer.from('plain text'))).toBeUndefined();
    expect(await sniff(Buffer.from('BMW is a make of cars'))).toBeUndefined();
    expect(await sniff(Buffer.alloc(0))).toBeUndefined();
  });

  test.each([
    ['%PDF-1.7', 'photo.jpg', 'application/pdf'],
    ['{\\rtf1 a}', 'a', 'application/rtf'],
    ['<!doctype html><html><svg/></html>', 'a.svg', 'text/html'],
    ['\ufeff<?xml version="1.0"?><!-- x --><HTML lang="pt">', 'a', 'text/html'],
    ['{"a": [1, "b', 'a.txt', 'application/json'],
    ['[link](a) is no JSON', 'a.txt', 'text/plain'],
    ['a,b', 'A.CSV', 'text/csv'],
    ['a\tb', 'a.tsv', 'text/csv'],
    ['# a', 'README.md', 'text/markdown'],
    ['a', 'README', 'text/plain'],
    ['ação', 'a.log', 'text/plain'],
    ['text that was saved as a photo', 'a.jpg', undefined],
    ['<feed/>', 'a.xml', undefined],
    ['\0', 'a.txt', undefined],
  ])('%j named %s is %s', async (text, name, mimeType) => {
    expect((await sniff(Buffer.from(text), name))?.mimeType).toBe(mimeType);
  });

  test('text that is not UTF-8 is recognised only by its extension', async () => {
    const latin1 = Buffer.from('ação', 'latin1');
    expect(await sniff(latin1, 'a.txt')).toMatchObject({ mimeType: 'text/plain' });
    expect(await sniff(latin1, 'a')).toBeUndefined();
  });
});
