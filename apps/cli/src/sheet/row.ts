import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Derive, MediaError, type Picture as Rendition } from '@galeria/media';

/** A picture on the page. */
export interface Picture {
  readonly name: string;
  /** A data URL. */
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** In pixels, if known. */
  readonly width?: number;
  readonly height?: number;
}

/** One original with its result. */
export interface Row {
  readonly name: string;
  readonly outcome: string;
  readonly original: Picture;
  readonly renditions: readonly Picture[];
  readonly metadata: object;
}

const dataUrl = (mimeType: string, bytes: Uint8Array): string =>
  `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`;

/** Derives renditions from a file. A file that fails gives a row with the error's code. */
export async function rowOf(derive: Derive<Rendition>, path: string): Promise<Row> {
  const bytes = await readFile(path);
  const id = createHash('sha256').update(bytes).digest('hex');
  const name = basename(path);
  try {
    const derivation = await derive({ id, path, size: bytes.length });
    const { mimeType, renditions, metadata, note } = derivation;
    return {
      name,
      outcome: note ? `ready, ${note.code}` : 'ready',
      original: { name: mimeType, url: dataUrl(mimeType, bytes), size: bytes.length },
      renditions: renditions.map(({ name, mimeType, width, height, body }) => ({
        name,
        url: dataUrl(mimeType, body),
        size: body.length,
        width,
        height,
      })),
      metadata,
    };
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    const url = dataUrl('application/octet-stream', bytes);
    const original = { name: 'original', url, size: bytes.length };
    return { name, outcome: `failed, ${error.code}`, original, renditions: [], metadata: {} };
  }
}
