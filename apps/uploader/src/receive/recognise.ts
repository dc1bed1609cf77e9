import { type KindDescriptor, sniff } from '@galeria/media';
import { UploaderError } from '../errors.ts';

export interface FileType {
  readonly kind: KindDescriptor;
  readonly mimeType: string;
}

/**
 * Detects the type of a file from its first bytes, of which `SNIFF_BYTES` suffice.
 *
 * @throws UploaderError `kind-unsupported`
 */
export async function recognise(firstBytes: Buffer, filename: string): Promise<FileType> {
  const type = await sniff(firstBytes, filename);
  if (!type) throw new UploaderError('kind-unsupported', { detail: filename });
  return type;
}
