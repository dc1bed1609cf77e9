import { type Static, Type } from 'typebox';
import { uploaded } from '../examples/operations.ts';
import { Kind, MediaId } from './primitives.ts';

export const Uploaded = Type.Object(
  {
    id: MediaId,
    kind: Kind,
    size: Type.Integer({ description: 'Bytes' }),
    filename: Type.String(),
    duplicate: Type.Optional(
      Type.Boolean({
        description:
          'Whether the item existed before. Absent if the catalog did not answer in time, and without the scope `read`.',
      }),
    ),
    links: Type.Object({ self: Type.String() }),
  },
  { examples: [uploaded] },
);

export const UploadResponse = Type.Object(
  { uploads: Type.Array(Uploaded) },
  { examples: [{ uploads: [uploaded] }] },
);

export type Uploaded = Static<typeof Uploaded>;
export type UploadResponse = Static<typeof UploadResponse>;
