import { describe, expect, test } from '@jest/globals';
import { document } from '../../src/document/descriptor.ts';
import { cover, epub, odp } from './books.ts';
import { read, readOnly } from './documents.ts';
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
      text: `${said.text}\nSegunda linha.\nrodapé\n`,
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
      text: `${said.text}\n\fa\tb c\nd\noculto\n`,
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

  const book = (
    rest: string,
    root = '<package version="2.0" xmlns="http://www.idpf.org/2007/opf">',
  ) =>
    `${root}<metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Livro</dc:title>` +
    '<meta name="cover" content="none"/></metadata><manifest>' +
    '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>' +
    `<spine><itemref idref="c1"/></spine>${rest}</package>`;

  test('the cover is a picture or a page that the guide names', async () => {
    for (const href of ['cover.jpg', 'cover.xhtml#top']) {
      const guide = `<guide><reference type="cover" href="${href}"/></guide>`;
      const parts = { 'OPS/cover.xhtml': '<html><body><svg><image xlink:href="cover.jpg"/></svg>' };
      const { picture } = await readOnly(await epub({ ...parts, 'OPS/book.opf': book(guide) }));
      expect(picture).toEqual(await cover());
    }
  });

  test('of Open eBook 1.2, or without namespaces, is read', async () => {
    const openEbook =
      '<package xmlns="http://openebook.org/namespaces/oeb-package/1.0/"><metadata>' +
      '<dc-metadata xmlns:dc="http://purl.org/dc/elements/1.0/"><dc:Creator>Ana</dc:Creator>' +
      '</dc-metadata></metadata>';
    expect(await readOnly(await epub({ 'OPS/book.opf': book('', openEbook) }))).toMatchObject({
      metadata: { title: 'Livro', author: 'Ana' },
      text: `Capítulo\n${said.text}\n\n`,
    });
    const bare = '<package><metadata><dc:creator>Rui</dc:creator></metadata>';
    expect(await readOnly(await epub({ 'OPS/book.opf': book('', bare) }))).toMatchObject({
      metadata: { title: 'Livro', author: 'Rui' },
      text: `Capítulo\n${said.text}\n\n`,
    });
  });

  test('chapters have their own encodings, and a book without words says so', async () => {
    const latin1 =
      '<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>Maré</p></body></html>';
    const parts = { 'OPS/book.opf': book(''), 'OPS/one.xhtml': Buffer.from(latin1, 'latin1') };
    expect((await readOnly(await epub(parts))).text).toBe('Maré\n\n');
    const empty = await epub({ ...parts, 'OPS/one.xhtml': '<html><body/></html>' });
    expect(await readOnly(empty)).toMatchObject({ note: 'text-missing' });
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
    text: `${said.text}\n5\u00a0€ {sic}\tfim\nÓtimo\n\ncabeçalho\n`,
  });
});

test('RTF: fonts have their own code pages', async () => {
  const fonts =
    '{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\fcharset238 D;}}';
  const text = String.raw`\f1 \'cf\'f0\'e8 {\f2 \'93\'8c\'8b\'9e} \'e2 \f3 P\'f8 \plain\'f8\par`;
  const { text: read } = await readOnly(Buffer.from(`{\\rtf1\\ansi\\deff0${fonts}${text}}`));
  expect(read).toBe('При 東京 в Př ø\n');
});

test('RTF: text boxes, notes and headers are read, hidden and deleted text is not', async () => {
  const { text, excerpt, note } = await readOnly(
    Buffer.from(
      String.raw`{\rtf1\ansi{\header Topo}{\footnote Nota}Corpo{\v oculto}{\deleted apagado} 1\v x\v0\par
{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Caixa}}{\shprslt Caixa}}{\upr{ascii}{\*\ud{\u26085?}}} \u-10179?\u-8704?{\*\annotation{\*\atnref 1}Comentário}`,
      'latin1',
    ),
  );
  // The last brace is missing, as in files of some programs.
  expect(text).toBe('Corpo 1\nCaixa\n日 😀\nTopo\nNota\nComentário\n');
  expect(excerpt).toContain('日 😀');
  expect(note).toBeUndefined();
  expect((await readOnly(Buffer.from('{\\rtf1 {cut'))).note).toBe('document-damaged');
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
