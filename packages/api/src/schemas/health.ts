import { type Static, Type } from 'typebox';
import { backlog } from '../examples/operations.ts';

export const Backlog = Type.Object(
  {
    files: Type.Integer({ description: 'Files that wait to be shipped' }),
    bytes: Type.Integer(),
    oldestSeconds: Type.Integer({ description: 'Age of the oldest waiting file' }),
    held: Type.Integer({ description: 'Quarantined files, which the store refused for good' }),
  },
  { description: 'The state of the spool', examples: [backlog] },
);

export const Health = Type.Object({ status: Type.Enum(['ok']) }, { examples: [{ status: 'ok' }] });

export const Readiness = Type.Object(
  { status: Type.Enum(['ready']), spool: Backlog },
  { examples: [{ status: 'ready', spool: backlog }] },
);

export type Backlog = Static<typeof Backlog>;
export type Health = Static<typeof Health>;
export type Readiness = Static<typeof Readiness>;
