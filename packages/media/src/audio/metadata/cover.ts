import { writeFile } from 'node:fs/promises';
import { MediaError } from '../../failures.ts';
import { deriveBy } from '../../image/derive.ts';
import { formats } from '../../image/formats.ts';
import { identify } from '../../image/read/header.ts';
import { type Encoding, pyramid } from '../../image/recipe.ts';
import type { Placeholder } from '../../image/render/placeholder.ts';
import type { Picture, Source } from '../../kind.ts';
import type { Cover } from '../ffmpeg/flac-picture.ts';
import { EMBEDDED_COVER_BOX } from '../recipe.ts';

/** What is made of a cover. */
export interface CoverPictures {
  /** The renditions that every picture has. */
  readonly renditions: readonly Picture[];
  /** What a page draws before any of them has arrived. */
  readonly placeholder: Partial<Placeholder>;
  /** A small one, without the original's metadata, for the song to carry. */
  readonly embedded: Cover;
}

const jpeg: Encoding = { extension: 'jpg', mimeType: 'image/jpeg', format: 'jpeg', quality: 85 };
const derivePictures = deriveBy({ levels: pyramid, square: true });
const deriveEmbedded = deriveBy({
  levels: [{ box: EMBEDDED_COVER_BOX, encodings: [jpeg] }],
  square: false,
});

/** Decodes a cover as any picture. One that is no picture is left out: the song is what was sent. */
export async function coverPictures(
  bytes: Uint8Array,
  { id, path }: Pick<Source, 'id' | 'path'>,
): Promise<CoverPictures | undefined> {
  const source = { id, path: `${path}.cover`, size: bytes.length };
  await writeFile(source.path, bytes);
  try {
    // A HEIC's decoder is a program of its own, and is not in this kind's bundle.
    if (formats[await identify(source.path)] !== 'libvips') return undefined;
    const { renditions, metadata } = await derivePictures(source);
    const [embedded] = (await deriveEmbedded(source)).renditions;
    if (!embedded) return undefined;
    const { thumbhash, dominantColour } = metadata;
    return {
      renditions,
      placeholder: { ...(thumbhash && { thumbhash }), ...(dominantColour && { dominantColour }) },
      embedded: { jpeg: embedded.body, width: embedded.width, height: embedded.height },
    };
  } catch (error) {
    if (error instanceof MediaError) return undefined;
    throw error;
  }
}
