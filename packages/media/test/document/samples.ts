import { epub, odp } from './books.ts';
import * as office from './office.ts';
import { describedPdf } from './pdf.ts';
import * as texts from './texts.ts';

export { longMakers } from './long.ts';
export { pdf } from './pdf.ts';

/** A small file of each format that is read, all made here; by the extension of its name. */
export const makers: Readonly<Record<string, () => Promise<Buffer>>> = {
  pdf: () => describedPdf({ compress: false }),
  docx: office.docx,
  xlsx: office.xlsx,
  pptx: office.pptx,
  odt: office.odt,
  ods: office.ods,
  odp: () => odp(),
  epub: () => epub(),
  rtf: async () => texts.rtf(),
  html: async () => texts.html(),
  md: async () => texts.markdown(),
  csv: async () => texts.csv(),
  json: async () => texts.json(),
  txt: async () => Buffer.from('uma linha\noutra'),
};

/** The type that the uploader finds by the name. */
export const mimeTypeOf = (extension: string): string | undefined =>
  ({ csv: 'text/csv', md: 'text/markdown' })[extension];
