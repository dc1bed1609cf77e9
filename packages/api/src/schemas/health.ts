import { type Static, Type } from 'typebox';

export const Backlog = Type.Object(
  {
    files: Type.Integer({ description: 'Files that wait to be shipped' }),
    bytes: Type.Integer(),
    oldestSeconds: Type.Integer({ description: 'Age of the oldest waiting file' }),
    held: Type.Integer({ description: 'Quarantined files, which the store refused for good' }),
  },
  { description: 'The state of the spool' },
);

export const Health = Type.Object({ status: Type.Enum(['ok']) });

export const Readiness = Type.Object({ status: Type.Enum(['ready']), spool: Backlog });

export type Backlog = Static<typeof Backlog>;
export type Health = Static<typeof Health>;
export type Readiness = Static<typeof Readiness>;
