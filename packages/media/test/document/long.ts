import { Document, Packer, Paragraph } from 'docx';
import exceljs from 'exceljs';
import { OdsDocument, OdtDocument } from 'odf-kit';
import * as pptxgen from 'pptxgenjs';
import { bookParts, odp } from './books.ts';
import { pdf } from './pdf.ts';
import { zip } from './zips.ts';

// Its types describe a CommonJS module; what Node loads is an ES module with a default.
const PptxGenJS = pptxgen.default as unknown as new () => pptxgen.default;

type Pages = readonly string[];

/** Makes a document of each format from the texts of its pages; by the extension of its name. */
export const longMakers: Readonly<Record<string, (pages: Pages) => Promise<Buffer>>> = {
  pdf: (pages) =>
    pdf((document) => {
      for (const [at, page] of pages.entries())
        (at === 0 ? document : document.addPage()).text(page);
    }),
  docx: (pages) =>
    Packer.toBuffer(
      new Document({
        sections: pages.map((page) => ({ children: [new Paragraph(page)] })),
      }),
    ),
  async xlsx(pages) {
    const workbook = new exceljs.Workbook();
    for (const page of pages) workbook.addWorksheet().addRow(page.split(' '));
    return Buffer.from(await workbook.xlsx.writeBuffer());
  },
  async pptx(pages) {
    const show = new PptxGenJS();
    for (const page of pages) show.addSlide().addText(page, { x: 1, y: 1 });
    return (await show.write({ outputType: 'nodebuffer' })) as Buffer;
  },
  async odt(pages) {
    const document = new OdtDocument();
    for (const page of pages) document.addParagraph(page);
    return Buffer.from(await document.save());
  },
  async ods(pages) {
    const document = new OdsDocument();
    for (const [at, page] of pages.entries()) document.addSheet(`${at}`).addRow(page.split(' '));
    return Buffer.from(await document.save());
  },
  odp: (pages) => odp({ 'content.xml': slides(pages) }),
  async epub(pages) {
    const name = (at: number) => `page${at}.xhtml`;
    const item = (_: string, at: number) =>
      `<item id="p${at}" href="${name(at)}" media-type="application/xhtml+xml"/>`;
    const parts = await bookParts();
    const book = `${parts['OPS/book.opf']}`
      .replace('</manifest>', `${pages.map(item).join('')}</manifest>`)
      .replace('</spine>', `${pages.map((_, at) => `<itemref idref="p${at}"/>`).join('')}</spine>`);
    const chapters = pages.map((page, at) => [`OPS/${name(at)}`, xhtml(page)]);
    return zip({ ...parts, 'OPS/book.opf': book, ...Object.fromEntries(chapters) });
  },
  rtf: async (pages) => Buffer.from(`{\\rtf1\\ansi ${pages.join('\\page ')}}`),
  html: async (pages) => Buffer.from(`<!doctype html><p>${pages.join('</p><p>')}</p>`),
  md: async (pages) => Buffer.from(`# Pages\n\n${pages.join('\n\n')}\n`),
  csv: async (pages) => Buffer.from(pages.map((page) => page.replaceAll(' ', ';')).join('\n')),
  json: async (pages) => Buffer.from(JSON.stringify({ pages })),
  txt: async (pages) => Buffer.from(pages.join('\n')),
};

const xhtml = (text: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>c</title></head><body><p>${text}</p></body></html>`;

const slides = (pages: Pages) =>
  '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"' +
  ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"' +
  ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:presentation>' +
  `${pages.map((page) => `<draw:page><text:p>${page}</text:p></draw:page>`).join('')}` +
  '</office:presentation></office:body></office:document-content>';
