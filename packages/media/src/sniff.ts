import { fileTypeFromBuffer } from 'file-type';
import type { KindDescriptor } from './kind.ts';
import { kindByMimeType } from './registry.ts';

/** How many of a file's first bytes `sniff` wants: what `file-type` reads at the most. */
export const SNIFF_BYTES = 4100;

/**
 * Tells the kind of a file by its first bytes, never by its name or declared type. This routes; it
 * proves nothing: only the processor's decode does.
 *
 * @returns undefined where no kind takes such a file.
 */
export async function sniff(
  firstBytes: Uint8Array,
): Promise<{ kind: KindDescriptor; mimeType: string } | undefined> {
  const type = await fileTypeFromBuffer(firstBytes);
  const kind = type && kindByMimeType(type.mime);
  return kind && { kind, mimeType: type.mime };
}
