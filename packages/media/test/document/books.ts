import sharp from 'sharp';
import { said } from './office.ts';
import { type Parts, zip } from './zips.ts';

export const cover = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 900, channels: 3, background: '#2060c0' } })
    .jpeg()
    .toBuffer();

const chapter = (text: string) =>
  '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">' +
  `<head><title>c</title></head><body><h1>Cap&#237;tulo</h1><p>${text}</p></body></html>`;

/** The parts of a book as EPUB 3.3 asks for them. */
export const bookParts = async (more: Parts = {}): Promise<Parts> => ({
  mimetype: 'application/epub+zip',
  'META-INF/container.xml':
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>' +
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  'OPS/book.opf':
    '<package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="i"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>' +
    `<dc:title>${said.title}</dc:title><dc:creator>${said.author}</dc:creator>` +
    '<dc:creator>Rui Lima</dc:creator><dc:language>pt-BR</dc:language>' +
    `${said.keywords.map((word) => `<dc:subject>${word}</dc:subject>`).join('')}` +
    '<dc:publisher>Casa</dc:publisher></metadata><manifest>' +
    '<item id="c2" href="two%20b.xhtml" media-type="application/xhtml+xml" properties="scripted"/>' +
    '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/>' +
    '<item id="p" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>' +
    '</manifest><spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>',
  'OPS/two b.xhtml': chapter('Fim.'),
  'OPS/one.xhtml': chapter(said.text),
  'OPS/cover.jpg': await cover(),
  ...more,
});

export const epub = async (more: Parts = {}): Promise<Buffer> => zip(await bookParts(more));

const office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"';
const namespaces =
  `${office} xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"' +
  ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"';

/** A presentation as OpenDocument 1.3 asks for it, with a thumbnail and an object. */
export const odp = async (more: Parts = {}): Promise<Buffer> =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.presentation',
    'content.xml':
      `<office:document-content ${namespaces}><office:body><office:presentation>` +
      `<draw:page><draw:frame><draw:text-box><text:p>${said.text}</text:p></draw:text-box></draw:frame></draw:page>` +
      '<draw:page><text:p>a<text:tab/>b<text:s text:c="2"/>c<text:line-break/>d</text:p>' +
      '<office:annotation><text:p>oculto</text:p></office:annotation></draw:page>' +
      '</office:presentation></office:body></office:document-content>',
    'meta.xml':
      `<office:document-meta ${namespaces}><office:meta><dc:title>${said.title}</dc:title>` +
      `<meta:initial-creator>${said.author}</meta:initial-creator><dc:creator>Outra</dc:creator>` +
      `<dc:subject>${said.subject}</dc:subject><dc:language>pt-BR</dc:language>` +
      `${said.keywords.map((word) => `<meta:keyword>${word}</meta:keyword>`).join('')}` +
      '<meta:creation-date>2024-05-06T07:08:09</meta:creation-date><dc:date>2024-05-07T07:08:09.5</dc:date>' +
      '<meta:generator>Um/1.0</meta:generator></office:meta></office:document-meta>',
    'Thumbnails/thumbnail.png': await sharp(await cover())
      .resize(120)
      .png()
      .toBuffer(),
    'Object 1/content.xml': '<a/>',
    'Basic/Standard/Module1.xml': '<a/>',
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    ...more,
  });
