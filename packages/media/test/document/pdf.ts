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
