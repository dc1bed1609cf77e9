import { describe, expect, test } from '@jest/globals';
import { document } from '../../src/document/descriptor.ts';
import { cover, epub, odp } from './books.ts';
import { read } from './documents.ts';
import * as office from './office.ts';
import { describedPdf } from './pdf.ts';
import { makers } from './samples.ts';
import * as texts from './texts.ts';
import { zip } from './zips.ts';

const { said } = office;

/** The metadata of each sample. */
const described = { title: said.title, author: said.author, subject: said.subject };
const keywords = [...said.keywords];
const A4 = '210 × 297 mm';

const pictures = document.renditions.filter((name) => !name.endsWith('.txt'));

describe('PDF', () => {
  test('the first page is rendered, and the metadata is read', async () => {
    const derivation = await read(await describedPdf());
    expect(derivation).toMatchObject({
      mimeType: 'application/pdf',
      metadata: {
        format: 'pdf',
        ...described,
        keywords,
        producer: 'PDFKit',
        created: '2024-05-06T07:08:09Z',
        date: { local: '2024-05-06T07:08:09', offset: '+00:00', source: 'document' },
        pdfVersion: '1.7',
        pages: 2,
        pageSize: A4,
        encrypted: false,
        embeddedFiles: 1,
        scripts: 0,
        excerpt: `${said.text}\nSegunda linha.`,
        thumbhash: expect.any(String),
      },
      text: `${said.text}\n\fSegunda linha.\n`,
    });
    expect(derivation.pictures).toEqual(pictures);
    expect(derivation.note).toBeUndefined();
  });
});

describe('Office Open XML', () => {
  test('DOCX', async () => {
    expect(await read(await office.docx())).toMatchObject({
      metadata: { format: 'docx', ...described, keywords, pageSize: A4, scripts: 0 },
      text: `${said.text}\nSegunda linha.\n`,
      pictures: [],
      note: { code: 'picture-missing' },
    });
  });

  test('XLSX', async () => {
    expect(await read(await office.xlsx())).toMatchObject({
      metadata: {
        ...{ format: 'xlsx', ...described, keywords, sheets: 2 },
        ...{ created: '2024-05-06T07:08:09Z', modified: '2024-05-07T07:08:09Z' },
      },
      text: `Marés\ndia\taltura\tnota\n1\t2.5\t${said.text}\n2\t3\n\fOutra\nfim\n`,
    });
  });

  test('PPTX', async () => {
    expect(await read(await office.pptx())).toMatchObject({
      metadata: { format: 'pptx', ...described, pages: 2, pageSize: '254 × 143 mm' },
      text: `${said.text}\n\fSegunda linha.\n`,
    });
  });
});

describe('OpenDocument', () => {
  const written = { title: said.title, author: said.author, description: said.subject };

  test('ODT', async () => {
    expect(await read(await office.odt())).toMatchObject({
      metadata: { format: 'odt', ...written, producer: 'odf-kit' },
      text: `Marés\n${said.text}\n`,
    });
  });

  test('ODS', async () => {
    expect(await read(await office.ods())).toMatchObject({
      metadata: { format: 'ods', ...written, sheets: 1 },
      text: `dia\taltura\tnota\t\n1\t2.5\t${said.text}\t\n`,
    });
  });

  const { docx, xlsx, pptx } = office;
  test.each(Object.entries({ docx, xlsx, pptx }))('%s, with a thumbnail', async (format, make) => {
    const derivation = await read(await office.withThumbnail(await make(), await cover()));
    expect(derivation).toMatchObject({ metadata: { format, title: said.title } });
    expect(derivation.text).toContain(said.text);
    expect(derivation.pictures).toContain('256-square.v4.webp');
    expect(derivation.renditions[0]).toMatchObject({ width: 600, height: 900 });
    expect(derivation.note).toBeUndefined();
  });

  test('ODP, with a thumbnail', async () => {
    const derivation = await read(await odp());
    expect(derivation).toMatchObject({
      metadata: {
        ...{ format: 'odp', ...described, keywords, language: 'pt-BR', pages: 2 },
        ...{ created: '2024-05-06T07:08:09', modified: '2024-05-07T07:08:09.5' },
        date: { local: '2024-05-06T07:08:09', offset: null, source: 'document' },
        ...{ producer: 'Um/1.0', embeddedFiles: 1, scripts: 1 },
      },
      text: `${said.text}\n\fa\tb c\nd\n`,
      pictures: ['2560.v4.jpg', '2560.v4.webp', '256-square.v4.webp'],
    });
    expect(derivation.note).toBeUndefined();
  });
});

describe('EPUB', () => {
  test('the cover and the chapters in the order of the spine', async () => {
    const derivation = await read(await epub());
    expect(derivation).toMatchObject({
      metadata: {
        ...{ format: 'epub', title: said.title, author: `${said.author}, Rui Lima`, keywords },
        ...{ language: 'pt-BR', publisher: 'Casa', scripts: 1 },
      },
      text: `Capítulo\n${said.text}\n\nCapítulo\nFim.\n\n`,
    });
    expect(derivation.renditions[0]).toMatchObject({ width: 600, height: 900 });
  });

  test('an invalid cover is ignored', async () => {
    const book = await epub({ 'OPS/cover.jpg': (await cover()).subarray(0, 200) });
    expect(await read(book)).toMatchObject({ pictures: [], note: { code: 'picture-missing' } });
  });
});

test('RTF', async () => {
  expect(await read(texts.rtf())).toMatchObject({
    mimeType: 'application/rtf',
    metadata: {
      ...{ format: 'rtf', ...described, keywords, producer: 'Escritor 1.2' },
      ...{ created: '2024-05-06T07:08:09', pages: 3, pageSize: A4, embeddedFiles: 1 },
    },
    text: `${said.text}\n5\u00a0€ {sic}\tfim\nÓtimo\n`,
  });
});

test('the text of HTML is read, and its scripts are counted', async () => {
  const derivation = await read(texts.html());
  expect(derivation).toMatchObject({
    mimeType: 'text/html',
    metadata: {
      ...{ format: 'html', title: said.title, author: said.author, keywords, scripts: 3 },
      ...{ language: 'pt-BR', encoding: 'windows-1252' },
    },
    text: `Marés\n${said.text}\num\ndois & três\n`,
  });
});

test('Markdown has the title of its first heading', async () => {
  expect(await read(texts.markdown(), 'README.md')).toMatchObject({
    mimeType: 'text/markdown',
    metadata: { format: 'markdown', title: said.title, encoding: 'utf-8', lines: 6 },
  });
});

test('CSV: records may have several lines, and fields may contain the separator', async () => {
  expect(await read(texts.csv(), 'MARÉS.CSV')).toMatchObject({
    mimeType: 'text/csv',
    metadata: { format: 'csv', encoding: 'utf-8', lines: 4, rows: 3, columns: 3 },
  });
});

test('JSON, and several values with one per line', async () => {
  expect(await read(texts.json(), 'a.txt')).toMatchObject({
    mimeType: 'application/json',
    metadata: { format: 'json', encoding: 'utf-8', lines: 9 },
  });
  expect(await read(Buffer.from('{"a":1}\n{"a":2}\n'))).toMatchObject({ metadata: { values: 2 } });
});

describe('text', () => {
  const line = 'Não há maré sem água, nem verão sem praia: é só esperar até amanhã de manhã.\r\n';

  test.each([
    ['utf-8', Buffer.from(`\ufeff${line}`)],
    ['utf-16le', Buffer.from(`\ufeff${line}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${line}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(line.repeat(20), 'latin1')],
  ])('in %s', async (encoding, bytes) => {
    const { metadata, text } = await read(bytes);
    expect(metadata).toMatchObject({ format: 'text', encoding });
    expect(text.startsWith(line.replace('\r', ''))).toBe(true);
    expect(text).not.toContain('\r');
  });

  test('in Shift_JIS, detected by character frequency', async () => {
    // 「日本語の文章です。」, JIS X 0208 in Shift_JIS.
    const sentence = Buffer.from('93fa967b8cea82cc95b68fcd82c582b781420d0a', 'hex');
    const { metadata, text } = await read(Buffer.concat(Array(20).fill(sentence)), 'a.txt');
    expect(metadata).toMatchObject({ encoding: 'shift_jis', lines: 20 });
    expect(text.startsWith('日本語の文章です。\n')).toBe(true);
  });

  test('is cut at the limit between characters, which is recorded', async () => {
    const { metadata, text } = await read(Buffer.from('é'.repeat(6 * 2 ** 20)));
    expect(Buffer.byteLength(text)).toBe(10 * 2 ** 20);
    expect(text.endsWith('é')).toBe(true);
    expect(metadata).toMatchObject({ textTruncated: true, excerpt: 'é'.repeat(2000) });
  });

  test('keeps the form feeds between pages', async () => {
    const { text, metadata } = await read(Buffer.from('um\r\n\f\r\ndois\ftrês'));
    expect(text).toBe('um\n\f\ndois\ftrês');
    expect(metadata.excerpt).toBe('um\ndois três');
  });

  test('an excerpt has no blank lines and no control characters', async () => {
    const { metadata } = await read(Buffer.from('a \t b\r\n\r\n\r\n c\u202e\u0085d'));
    expect(metadata.excerpt).toBe('a b\nc\nd');
  });
});

test.each(Object.entries(makers))(
  '%s: the same bytes give the same derivation',
  async (name, make) => {
    const bytes = await make();
    const [one, other] = [await read(bytes, `a.${name}`), await read(bytes, `a.${name}`)];
    expect(one).toEqual(other);
    expect(document.renditions).toEqual(
      expect.arrayContaining(one.renditions.map((each) => each.name)),
    );
  },
);

test('parts of a package may use any prefixes and UTF-16', async () => {
  const word = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
  const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const bytes = await zip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override' +
      ' PartName="/word/Main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      `<x:Relationships xmlns:x="${relationships}"><x:Relationship Id="a" Target="/word/Main.xml"` +
      ' Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></x:Relationships>',
    'word/Main.xml': Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?><q:document xmlns:q="${word}"><q:body>` +
        '<q:p><q:r><q:t>estrito</q:t></q:r></q:p></q:body></q:document>',
      'utf16le',
    ),
  });
  expect(await read(bytes)).toMatchObject({ metadata: { format: 'docx' }, text: 'estrito\n' });
});
