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
      expect(await sniff(file.subarray(0, 4100))).toMatchObject({
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
    const comment = Buffer.from(`<!--${' '.repeat(SNIFF_BYTES)}--><svg/>`);
    expect(await sniff(firstBytes(comment), 'a.svg')).toMatchObject({ mimeType: 'image/svg+xml' });
    expect(await sniff(firstBytes(gzipSync('text')), 'a.svg')).toBeUndefined();
  });

  test.each([
    '<svgs/>',
    '<?xml version="1.0"?><feed/>',
    `<!--${' '.repeat(SNIFF_BYTES)}--><svg/>`,
    'svg',
  ])('other markup is not an SVG: %#', async (text) => {
    expect(await sniff(firstBytes(Buffer.from(text)))).toBeUndefined();
  });

  test('an Office file is recognised by the start of a long list of its parts', async () => {
    const pages = Array.from({ length: 110 }, (_, at) => `Page ${at}`);
    const presentation = await longMakers.pptx!(pages);
    const mimeType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
    expect(await sniff(firstBytes(presentation))).toMatchObject({ mimeType });
    // PowerPoint deflates the list, which 1,000 slides make too long again.
    const numbers = Array.from({ length: 40_000 }, (_, at) => (at * 7919) % 99_991);
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
    ['a\0\0\0b', 'a.txt', undefined],
    ['before\0the crash, after it', 'a.log', 'text/plain'],
    ['from DOS\r\n\x1a', 'a.txt', 'text/plain'],
    ['\n%PDF-1.4\n', 'a.pdf', 'application/pdf'],
    ['%PDF-1.4 is the first line of a file', 'a', 'application/pdf'],
    ['%PDF is how a file begins, %PDF-1.4 its version', 'a.txt', 'text/plain'],
    ['<div>no root</div>', 'a.html', 'text/html'],
    ['<body>', 'a.htm', 'text/html'],
    ['<html> is a tag that this text is about', 'a.txt', 'text/plain'],
    ['<html lang="pt"><body>', 'a.txt', 'text/html'],
    ['// with comments\n{"a": 1}', 'a.jsonc', 'application/json'],
    ['"a"\n"b"', 'a.jsonl', 'application/json'],
  ])('%j named %s is %s', async (text, name, mimeType) => {
    expect((await sniff(Buffer.from(text), name))?.mimeType).toBe(mimeType);
  });

  test.each([
    'BMI,age\n22,30\n',
    'MZ is a postcode',
    'ID3 tags are',
    'GIF8',
    'GIF89a',
    'solid state',
    'PK',
  ])('the name and the bytes of a text outweigh how another format begins: %j', async (text) => {
    expect((await sniff(Buffer.from(text), 'a.csv'))?.mimeType).toBe('text/csv');
    expect((await sniff(Buffer.from(text), 'a.md'))?.mimeType).toBe('text/markdown');
  });

  const office = 'application/vnd.openxmlformats-officedocument';
  const openDocument = 'application/vnd.oasis.opendocument';
  const word = `${office}.wordprocessingml.document`;
  test.each([
    ['application/vnd.ms-word.document.macroEnabled', word],
    [`${office}.wordprocessingml.template`, word],
    ['application/vnd.ms-word.template.macroEnabledTemplate', word],
    ['application/vnd.ms-excel.sheet.macroEnabled', `${office}.spreadsheetml.sheet`],
    [`${office}.spreadsheetml.template`, `${office}.spreadsheetml.sheet`],
    [
      'application/vnd.ms-powerpoint.presentation.macroEnabled',
      `${office}.presentationml.presentation`,
    ],
    [`${office}.presentationml.slideshow`, `${office}.presentationml.presentation`],
    [`${office}.presentationml.template`, `${office}.presentationml.presentation`],
  ])('a package of the type %s is taken', async (type, mimeType) => {
    const list = `<Types><Override PartName="/main.xml" ContentType="${type}.main+xml"/></Types>`;
    const small = await zip({ '[Content_Types].xml': list });
    expect((await sniff(small))?.mimeType).toBe(mimeType);
    const late = await zip({ '_rels/.rels': 'x'.repeat(6000), '[Content_Types].xml': list });
    expect((await sniff(late))?.mimeType).toBe(mimeType);
  });

  test.each(['text', 'spreadsheet', 'presentation'])(
    'an OpenDocument template of a %s is taken',
    async (format) => {
      const mimetype = `${openDocument}.${format}-template`;
      expect((await sniff(await zip({ mimetype })))?.mimeType).toBe(`${openDocument}.${format}`);
      const late = await zip({ 'content.xml': '<a/>', mimetype });
      expect((await sniff(late))?.mimeType).toBe(`${openDocument}.${format}`);
    },
  );

  test('a package is told by its folders or name if the list of its parts is far behind', async () => {
    const noise = Buffer.from(Array.from({ length: SNIFF_BYTES }, (_, at) => (at * at * 31) >> 8));
    const parts = { '_rels/.rels': '<a/>', 'xl/media/image1.png': noise };
    const file = firstBytes(await zip(parts));
    expect(await sniff(file)).toMatchObject({ mimeType: `${office}.spreadsheetml.sheet` });
    const unnamed = firstBytes(await zip({ 'xl/a.bin': noise }));
    expect(await sniff(unnamed)).toBeUndefined();
    expect(await sniff(unnamed, 'a.docm')).toMatchObject({ mimeType: word });
  });

  test('a book is recognised without a mimetype in front', async () => {
    const book = await zip({ 'META-INF/container.xml': '<a/>', mimetype: 'application/epub+zip' });
    expect(await sniff(book)).toMatchObject({ mimeType: 'application/epub+zip' });
  });

  test('text that is not UTF-8 is recognised only by its extension', async () => {
    const latin1 = Buffer.from('ação', 'latin1');
    expect(await sniff(latin1, 'a.txt')).toMatchObject({ mimeType: 'text/plain' });
    expect(await sniff(latin1, 'a')).toBeUndefined();
  });
});
