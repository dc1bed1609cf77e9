import { writeFile } from 'node:fs/promises';
import { defined } from '../../defined.ts';
import { MediaError } from '../../failures.ts';
import { deriveBy } from '../../image/derive.ts';
import { formats } from '../../image/formats.ts';
import { identify } from '../../image/read/header.ts';
import { type Encoding, pyramid } from '../../image/recipe.ts';
import type { Placeholder } from '../../image/render/placeholder.ts';
import type { Picture, Source } from '../../kind.ts';
import type { Cover } from '../ffmpeg/flac-picture.ts';
import { EMBEDDED_COVER_BOX } from '../recipe.ts';

/** The pictures made from a cover. */
export interface CoverPictures {
  /** The same renditions as those of an image. */
  readonly renditions: readonly Picture[];
  /** The placeholder to draw before they have loaded. */
  readonly placeholder: Partial<Placeholder>;
  /** A small cover without metadata to embed in the song. */
  readonly embedded: Cover;
}

/** SVG and formats without a decoder are no covers. */
const DECODERS: readonly unknown[] = ['libvips', 'libheif'];

const jpeg: Encoding = { extension: 'jpg', mimeType: 'image/jpeg', format: 'jpeg', quality: 85 };
const derivePictures = deriveBy({ levels: pyramid, square: true });
const deriveEmbedded = deriveBy({
  levels: [{ box: EMBEDDED_COVER_BOX, encodings: [jpeg] }],
  square: false,
});

/** Decodes pictures until one succeeds. */
export async function firstCover(
  covers: readonly Uint8Array[],
  source: Pick<Source, 'id' | 'path'>,
): Promise<CoverPictures | undefined> {
  for (const bytes of covers) {
    const pictures = await coverPictures(bytes, source);
    if (pictures) return pictures;
  }
  return undefined;
}

/** Decodes a cover like an image. A cover that cannot be decoded is omitted. */
async function coverPictures(
  bytes: Uint8Array,
  { id, path }: Pick<Source, 'id' | 'path'>,
): Promise<CoverPictures | undefined> {
  const source = { id, path: `${path}.cover`, size: bytes.length };
  await writeFile(source.path, bytes);
  try {
    if (!DECODERS.includes(formats[await identify(source.path)])) return undefined;
    const { renditions, metadata } = await derivePictures(source);
    const [embedded] = (await deriveEmbedded(source)).renditions;
    if (!embedded) return undefined;
    const { thumbhash, dominantColour } = metadata;
    return {
      renditions,
      placeholder: defined({ thumbhash, dominantColour }),
      embedded: { jpeg: embedded.body, width: embedded.width, height: embedded.height },
    };
  } catch (error) {
    if (error instanceof MediaError) return undefined;
    throw error;
  }
}
