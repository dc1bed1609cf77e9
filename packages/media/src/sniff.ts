import { fileTypeFromBuffer } from 'file-type';
import { isNamedText } from './document/recognise/named-text.ts';
import type { KindDescriptor } from './kind.ts';
import { kinds } from './registry.ts';

/**
 * Number of first bytes that `sniff` needs. Office programs may write parts of many kilobytes in front
 * of those that tell the format.
 */
export const SNIFF_BYTES = 64 * 2 ** 10;

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
  const found = (await fileTypeFromBuffer(firstBytes).catch(() => undefined))?.mime;
  const detected = isNamedText(firstBytes, { detected: found, filename }) ? undefined : found;
  for (const kind of kinds) {
    const mimeType = kind.recognise(firstBytes, { detected, filename });
    if (mimeType !== undefined) return { kind, mimeType };
  }
  return undefined;
}
