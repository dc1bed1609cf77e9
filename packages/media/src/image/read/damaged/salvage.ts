import { readFile } from 'node:fs/promises';
import { withParts } from '../file-parts.ts';
import type { Header } from '../header.ts';
import { pngChunks } from '../png-chunks.ts';
import type { Input } from '../sharp.ts';
import { closeJpeg } from './jpeg.ts';
import { missingShare } from './missing.ts';
import { repairPng } from './png.ts';

/** A damaged picture as far as it can be decoded. */
export interface Salvaged {
  readonly input: Input;
  /** sharp's `failOn`: `warning` refuses any damage, `none` accepts it. */
  readonly failOn: 'warning' | 'none';
  /** The share of the rows that is missing, 0 to 1. Undefined if the picture is whole. */
  readonly missing?: number;
}

/**
 * Returns the ways to decode a damaged picture, the one that shows most first. None for formats of which
 * decoders return no part.
 */
export async function* salvage(path: string, header: Header): AsyncGenerator<Salvaged> {
  const { mimeType, input } = header;
  switch (mimeType) {
    case 'image/jpeg': {
      const closed = closeJpeg(await readFile(path));
      yield { input: closed, failOn: 'warning' };
      yield { input: closed, failOn: 'none', missing: await missingShare(closed, header) };
      return;
    }
    case 'image/png': {
      const chunks = withParts(path, (parts) => [...pngChunks(parts, 'damaged')]);
      const repaired = await repairPng(chunks);
      if (repaired) yield { ...repaired, failOn: 'none' };
      return;
    }
    case 'image/gif':
    case 'image/tiff':
      yield { input, failOn: 'none', missing: await missingShare(input, header) };
  }
}
