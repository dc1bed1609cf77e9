import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { said } from './office.ts';

type Options = ConstructorParameters<typeof PDFDocument>[0];

/** Made by `pdfkit`, page by page; ends with what `draw` leaves. */
export async function pdf(
  draw: (document: InstanceType<typeof PDFDocument>) => void,
  options: Options = {},
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options });
  const bytes = buffer(document);
  draw(document);
  document.end();
  return bytes;
}

/** Two pages, described, with a file attached. */
export const describedPdf = (options: Options = {}): Promise<Buffer> =>
  pdf(
    (document) => {
      document.rect(0, 0, 595.28, 100).fill('#d03030');
      document.fill('#000000').text(said.text, 100, 200);
      document.addPage().text('Segunda linha.');
      document.file(Buffer.from('anexo'), { name: 'anexo.txt' });
    },
    {
      pdfVersion: '1.7',
      info: {
        Title: said.title,
        Author: said.author,
        Subject: said.subject,
        Keywords: said.keywords.join(', '),
        CreationDate: new Date('2024-05-06T07:08:09Z'),
      },
      ...options,
    },
  );

/** A PDF of just these objects, the first of which is its catalog; its table of references is right. */
export function rawPdf(objects: readonly (string | readonly (string | Uint8Array)[])[]): Buffer {
  const bytes = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const size = () => bytes.reduce((sum, { length }) => sum + length, 0);
  objects.forEach((object, index) => {
    offsets.push(size());
    const parts = [`${index + 1} 0 obj\n`, ...(typeof object === 'string' ? [object] : object)];
    for (const part of [...parts, '\nendobj\n']) bytes.push(Buffer.from(part as string));
  });
  const start = size();
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  bytes.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}` +
        `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(bytes);
}

/** An object of bytes. */
export const stream = (entries: string, bytes: Uint8Array): (string | Uint8Array)[] => [
  `<<${entries}/Length ${bytes.length}>>stream\n`,
  bytes,
  '\nendstream',
];

/** The objects of a PDF of one page, to which others may be added from number 5 on. */
export const pageWith = (
  { catalog = '', page = '', content = '' },
  ...more: readonly (string | readonly (string | Uint8Array)[])[]
): Buffer =>
  rawPdf([
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R${page}>>`,
    stream('', Buffer.from(content)),
    ...more,
  ]);

export const HELVETICA = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>';

/** A JPEG 2000 codestream (ISO 15444-1, annex A) that asks for tiles of more memory than there is. */
export const endlessJpeg2000 = (): Buffer =>
  Buffer.from(
    // SOC; SIZ: 8,323,200 × 64 in tiles of 256 × 256; COD; QCD; SOT; SOD; EOC.
    'ff4fff5100290000007f0080000000400000000000000000000001000000010000000000000000000001070101' +
      'ff52000c00000001000602020000' +
      'ff5c0029227f207ee07ee07ea076f076f076c06f006f006ee067506750676850055005504757d357d35762' +
      'ff90000a0000000000160001ff938080808080808080ffd9',
    'hex',
  );
