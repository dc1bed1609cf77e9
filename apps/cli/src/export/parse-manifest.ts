import type { ExportManifest } from '@galeria/api';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** The newest version of manifests that this release reads. */
const VERSION = 1;

/** What the commands rely on. The server checks edits and fields of albums when they are sent. */
const Read = Type.Object({
  format: Type.Literal('galeria-export'),
  version: Type.Integer({ maximum: VERSION }),
  items: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      path: Type.String(),
      size: Type.Integer(),
      filenames: Type.Array(Type.String(), { minItems: 1 }),
      albums: Type.Optional(
        Type.Array(Type.Object({ id: Type.String(), position: Type.String() })),
      ),
    }),
  ),
  missing: Type.Array(Type.Object({ id: Type.String() })),
  albums: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});

/** Parses a manifest; undefined if the text is none, or one of a later version. */
export function parseManifest(text: string): ExportManifest | undefined {
  try {
    const manifest: unknown = JSON.parse(text);
    return Value.Check(Read, manifest) ? (manifest as ExportManifest) : undefined;
  } catch {
    return undefined;
  }
}
