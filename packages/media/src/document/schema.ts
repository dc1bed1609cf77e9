import { type Static, Type } from 'typebox';
import { Placeholder, StatedDate } from '../schema.ts';

const date = (description: string) => Type.Optional(Type.String({ description }));

const count = (description?: string) =>
  Type.Optional(Type.Integer({ minimum: 0, ...(description && { description }) }));

/** The metadata of a document. A field is absent if its value is unknown. */
export const DocumentMetadata = Type.Object(
  {
    format: Type.String({ description: '`pdf`, `docx`, `epub`, `csv`, …' }),
    title: Type.Optional(Type.String()),
    author: Type.Optional(Type.String()),
    subject: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    keywords: Type.Optional(Type.Array(Type.String())),
    language: Type.Optional(Type.String({ description: 'BCP 47, such as `pt-BR`' })),
    created: date('ISO 8601, with an offset if the file has one'),
    modified: date('ISO 8601, with an offset if the file has one'),
    date: Type.Optional(StatedDate),
    creator: Type.Optional(Type.String({ description: 'Program that wrote the document' })),
    producer: Type.Optional(Type.String({ description: 'Program that wrote the file' })),
    publisher: Type.Optional(Type.String()),
    pages: count('Pages or slides'),
    sheets: count('Sheets of a spreadsheet'),
    pageSize: Type.Optional(Type.String({ description: '`210 × 297 mm`' })),
    pdfVersion: Type.Optional(Type.String()),
    tagged: Type.Optional(Type.Boolean({ description: 'A tagged PDF' })),
    signatures: count('Digital signatures of a PDF, not verified'),
    encrypted: Type.Optional(Type.Boolean()),
    embeddedFiles: count('Embedded files, never opened'),
    scripts: count('Scripts and macros, never run'),
    encoding: Type.Optional(Type.String({ description: 'A name of the Encoding Standard' })),
    lines: count(),
    rows: count('Records of a CSV file, the first one included'),
    columns: count('Fields of the first record of a CSV file'),
    values: count('Values of a JSON file with more than one'),
    excerpt: Type.Optional(Type.String({ description: 'The first 2,000 characters of the text' })),
    textTruncated: Type.Optional(
      Type.Boolean({ description: 'Whether the text rendition was cut at 10 MiB' }),
    ),
    ...Placeholder,
  },
  { additionalProperties: false },
);

export type DocumentMetadata = Static<typeof DocumentMetadata>;
