import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { MediaError } from '../failures.ts';
import { derive } from '../image/derive.ts';
import type { Pixels } from '../image/read/sharp.ts';
import { type Pictures, picturesOf } from '../image/render/render.ts';

/** What covers and thumbnails are: EPUB 3.3, 3.2 (core media types), and what Office programs write. */
const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/**
 * Makes the pictures of a document: of its first page, as it was drawn, or of a picture that lies in
 * it. One that cannot be decoded is as good as none: the document itself is sound.
 */
export async function picturesIn(
  picture: Pixels | Uint8Array,
  folder: string,
): Promise<Pictures | undefined> {
  if (!(picture instanceof Uint8Array)) return picturesOf(picture);
  const type = await fileTypeFromBuffer(picture);
  if (!type || !TYPES.includes(type.mime)) return undefined;
  const path = join(folder, 'picture');
  await writeFile(path, picture);
  try {
    const { renditions, metadata } = await derive({ id: '', path, size: picture.length });
    const { thumbhash, dominantColour } = metadata as Pictures['placeholder'];
    return { renditions, placeholder: { thumbhash, dominantColour } };
  } catch (error) {
    if (error instanceof MediaError) return undefined;
    throw error;
  }
}
