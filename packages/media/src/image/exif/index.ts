import type { Json } from '../../kind.ts';

export function readExif(_exif: Uint8Array): Record<string, Json> {
  return {};
}
