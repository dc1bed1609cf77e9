import type { Size } from '../../render/sizes.ts';

/** The raw metadata blocks of a file without a decoder. */
export interface Embedded {
  /** The size with rotation applied. */
  readonly size?: Size | undefined;
  readonly exif?: readonly Buffer[];
  readonly iptc?: Buffer;
  readonly xmp?: Buffer;
}
