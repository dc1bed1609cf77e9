import { Document, Footer, Packer, Paragraph } from 'docx';
import exceljs from 'exceljs';
import { OdsDocument, OdtDocument } from 'odf-kit';
import * as pptxgen from 'pptxgenjs';
import { unpack, zip } from './zips.ts';

// Its types describe a CommonJS module; what Node loads is an ES module with a default.
const PptxGenJS = pptxgen.default as unknown as new () => pptxgen.default;

/** The properties of every sample. */
export const said = {
  title: 'Relatório da maré',
  author: 'Ana Souza',
  subject: 'Água e areia',
  keywords: ['praia', 'maré', 'verão'],
  text: 'O mar subiu três metros.',
} as const;

const keywords = said.keywords.join(', ');

/** Made by `docx`. */
export const docx = (): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: said.title,
      creator: said.author,
      subject: said.subject,
      keywords,
      sections: [
        {
          properties: { page: { size: { width: 11906, height: 16838 } } },
          footers: { default: new Footer({ children: [new Paragraph('rodapé')] }) },
          children: [new Paragraph(said.text), new Paragraph('Segunda linha.')],
        },
      ],
    }),
  );

/** Made by `exceljs`. */
export async function xlsx(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  Object.assign(workbook, { ...said, creator: said.author, keywords });
  workbook.created = new Date('2024-05-06T07:08:09Z');
  workbook.modified = new Date('2024-05-07T07:08:09Z');
  const sheet = workbook.addWorksheet('Marés');
  sheet.addRows([
    ['dia', 'altura', 'nota'],
    [1, 2.5, said.text],
    [2, 3, null],
  ]);
  workbook.addWorksheet('Outra').addRow(['fim']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Made by `pptxgenjs`. */
export async function pptx(): Promise<Buffer> {
  const show = new PptxGenJS();
  Object.assign(show, { title: said.title, author: said.author, subject: said.subject });
  show.addSlide().addText(said.text, { x: 1, y: 1 });
  show.addSlide().addText('Segunda linha.', { x: 1, y: 1 });
  return (await show.write({ outputType: 'nodebuffer' })) as Buffer;
}

/** Made by `odf-kit`. */
export async function odt(): Promise<Buffer> {
  const document = new OdtDocument();
  document.setMetadata({ title: said.title, creator: said.author, description: said.subject });
  document.addHeading('Marés', 1);
  document.addParagraph(said.text);
  return Buffer.from(await document.save());
}

/** Made by `odf-kit`. */
export async function ods(): Promise<Buffer> {
  const document = new OdsDocument();
  document.setMetadata({ title: said.title, creator: said.author, description: said.subject });
  const sheet = document.addSheet('Marés');
  sheet.addRow(['dia', 'altura', 'nota']);
  sheet.addRow([1, 2.5, said.text]);
  return Buffer.from(await document.save());
}

/** With a picture of its first page, as the programs leave it: ECMA-376, part 2, annex E. */
export async function withThumbnail(file: Buffer, jpeg: Buffer): Promise<Buffer> {
  const { '_rels/.rels': relationships, ...parts } = await unpack(file);
  const one =
    '<Relationship Id="picture" Target="docProps/thumbnail.jpeg"' +
    ' Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"/>';
  return zip({
    ...parts,
    '_rels/.rels': `${relationships}`.replace('</Relationships>', `${one}</Relationships>`),
    'docProps/thumbnail.jpeg': jpeg,
  });
}

/** A compound file (MS-CFB) that names these streams, as a password leaves an Office file. */
export function compoundFile(...streams: readonly string[]): Buffer {
  const names = streams.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    return entry;
  });
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), ...names]);
}
