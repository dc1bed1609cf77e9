import { fileTypeFromBuffer } from 'file-type';
import type { KindDescriptor } from './kind.ts';
import { kinds } from './registry.ts';

/** Number of first bytes that `sniff` needs, the maximum that `file-type` reads. */
export const SNIFF_BYTES = 4100;

/**
 * Detects the kind of a file by its first bytes, not by its declared type, and by its name only if the
 * bytes are ambiguous. Only for routing: the processor validates the type by decoding.
 *
 * @returns undefined if no kind supports the file
 */
export async function sniff(
  firstBytes: Uint8Array,
  filename?: string,
): Promise<{ kind: KindDescriptor; mimeType: string } | undefined> {
  // `file-type` throws at a file that is damaged in its first bytes, such as a zip.
  const detected = (await fileTypeFromBuffer(firstBytes).catch(() => undefined))?.mime;
  for (const kind of kinds) {
    const mimeType = kind.recognise(firstBytes, { detected, filename });
    if (mimeType !== undefined) return { kind, mimeType };
  }
  return undefined;
}
