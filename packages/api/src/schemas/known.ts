import { type Static, Type } from 'typebox';
import { mediaId } from '../examples/media.ts';
import { KNOWN_IDS } from '../limits.ts';
import { Status } from './media.ts';
import { MediaId } from './primitives.ts';

export const KnownRequest = Type.Object(
  {
    ids: Type.Array(MediaId, { minItems: 1, maxItems: KNOWN_IDS, description: 'SHA-256 of files' }),
  },
  { additionalProperties: false, examples: [{ ids: [mediaId] }] },
);

export const KnownItem = Type.Object(
  { id: MediaId, status: Status },
  { examples: [{ id: mediaId, status: 'ready' }] },
);

export const KnownResponse = Type.Object(
  {
    items: Type.Array(KnownItem, {
      description:
        'Those that exist, in the order of the request. An id that occurs twice is in it once.',
    }),
  },
  { examples: [{ items: [{ id: mediaId, status: 'ready' }] }] },
);

export type KnownRequest = Static<typeof KnownRequest>;
export type KnownItem = Static<typeof KnownItem>;
export type KnownResponse = Static<typeof KnownResponse>;
