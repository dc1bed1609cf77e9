import { type Static, Type } from 'typebox';
import { backlog, indexReport } from '../examples/operations.ts';

export const Backlog = Type.Object(
  {
    files: Type.Integer({ description: 'Files that wait to be shipped' }),
    bytes: Type.Integer(),
    oldestSeconds: Type.Integer({ description: 'Age of the oldest waiting file' }),
    held: Type.Integer({ description: 'Quarantined files, which the store refused for good' }),
    unfinished: Type.Integer({ description: 'Resumable uploads that are not complete' }),
    unfinishedBytes: Type.Integer(),
  },
  { description: 'The state of the spool', examples: [backlog] },
);

export const Health = Type.Object({ status: Type.Enum(['ok']) }, { examples: [{ status: 'ok' }] });

export const IndexReport = Type.Object(
  {
    complete: Type.Boolean({ description: 'Whether the index has every item of the catalog' }),
    items: Type.Integer(),
    lagSeconds: Type.Integer({ description: 'Time since the changes were read' }),
    missingTexts: Type.Integer({ description: 'Texts of documents that search cannot find yet' }),
  },
  { description: 'The state of the index of this cell', examples: [indexReport] },
);

export const Readiness = Type.Object(
  {
    status: Type.Enum(['ready']),
    spool: Backlog,
    index: Type.Optional(IndexReport),
  },
  { examples: [{ status: 'ready', spool: backlog, index: indexReport }] },
);

export type Backlog = Static<typeof Backlog>;
export type IndexReport = Static<typeof IndexReport>;
export type Health = Static<typeof Health>;
export type Readiness = Static<typeof Readiness>;
