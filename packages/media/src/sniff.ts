import { fileTypeFromBuffer } from 'file-type';
import type { KindDescriptor } from './kind.ts';
import { kinds } from './registry.ts';

/** How many of a file's first bytes `sniff` wants: what `file-type` reads at the most. */
export const SNIFF_BYTES = 4100;

/**
 * Tells the kind of a file by its first bytes, never by its declared type, and by its name only where
 * bytes cannot tell (a kind's `recognise`). This routes; it proves nothing: only the processor's
 * decode does.
 *
 * @returns undefined where no kind takes such a file.
 */
export async function sniff(
  firstBytes: Uint8Array,
  filename?: string,
): Promise<{ kind: KindDescriptor; mimeType: string } | undefined> {
  const detected = (await fileTypeFromBuffer(firstBytes))?.mime;
  for (const kind of kinds) {
    const mimeType = kind.recognise(firstBytes, { detected, filename });
    if (mimeType !== undefined) return { kind, mimeType };
  }
  return undefined;
}
