import { fileTypeFromBuffer } from 'file-type';
import type { KindDescriptor } from './kind.ts';
import { kindByMimeType } from './registry.ts';
import { heifType } from './sniff/heif.ts';
import { isSvg } from './sniff/svg.ts';
import { isTiffWithFarDirectory } from './sniff/tiff.ts';

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
  const mimeType = heifType(firstBytes) ?? (await otherType(firstBytes));
  const kind = mimeType === undefined ? undefined : kindByMimeType(mimeType);
  return kind && mimeType !== undefined ? { kind, mimeType } : undefined;
}

/** What `file-type` tells, and the two that it cannot. */
async function otherType(firstBytes: Uint8Array): Promise<string | undefined> {
  const type = await fileTypeFromBuffer(firstBytes);
  if (type && type.mime !== 'application/xml') return type.mime;
  if (isSvg(firstBytes)) return 'image/svg+xml';
  return isTiffWithFarDirectory(firstBytes) ? 'image/tiff' : type?.mime;
}
