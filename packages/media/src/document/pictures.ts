import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { MediaError } from '../failures.ts';
import { derive } from '../image/derive.ts';
import type { Pixels } from '../image/read/sharp.ts';
import { type Pictures, picturesOf } from '../image/render/render.ts';

/**
 * The formats of covers and thumbnails: EPUB 3.3, 3.2 (core media types), and those of Office programs.
 */
const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/**
 * Makes the renditions of a document from its rendered first page or an embedded picture. A picture
 * that cannot be decoded is ignored.
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
