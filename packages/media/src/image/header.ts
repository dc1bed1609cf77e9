import { open } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { MediaError } from '../failures.ts';
import { SNIFF_BYTES, sniff } from '../sniff.ts';
import { openHeader } from './decoder.ts';
import { image } from './descriptor.ts';
import { limits } from './limits.ts';
import type { Size } from './sizes.ts';

/** What a file says of itself before any pixel is decoded. */
export interface Header {
  readonly mimeType: string;
  /** As shown, once Orientation is applied. */
  readonly size: Size;
  readonly raw: Metadata;
}

/**
 * Reads a file's header and refuses what will not be decoded, so that each refusal has its own code.
 *
 * @throws MediaError `corrupt`, `format-unsupported` or `too-many-pixels`.
 */
export async function readHeader(path: string): Promise<Header> {
  const sniffed = await sniffFile(path);
  if (sniffed?.kind.name !== image.name) throw new MediaError('format-unsupported');
  const raw = await openHeader(path)
    .metadata()
    .catch((cause: unknown) => {
      throw new MediaError('corrupt', { detail: 'its header cannot be read', cause });
    });
  // sharp names a HEIF file by its major brand alone, and so takes some AVIF for HEIC.
  const mimeType = raw.format === 'heif' ? sniffed.mimeType : (raw.mediaType ?? '');
  if (!image.mimeTypes.includes(mimeType)) {
    throw new MediaError('format-unsupported', { detail: mimeType || raw.format });
  }
  const header = { mimeType, size: raw.autoOrient, raw };
  checkPixels(header);
  return header;
}

/** Here a fault of the disk, which is not the file's, throws as what it is. */
async function sniffFile(path: string) {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return await sniff(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

const bytesPerSample: Readonly<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  double: 8,
  complex: 8,
  dpcomplex: 16,
};

function checkPixels({ size, raw }: Header): void {
  const pixels = size.width * size.height;
  const bytes = pixels * raw.channels * (bytesPerSample[raw.depth] ?? 4);
  if (pixels > limits.maxPixels || bytes > limits.maxDecodedBytes) {
    const detail = `${size.width} × ${size.height}, ${raw.channels} channels of ${raw.depth}`;
    throw new MediaError('too-many-pixels', { detail });
  }
}
