import type { Size } from '../../render/sizes.ts';

/** The metadata blocks of a file that no decoder here reads, byte for byte. */
export interface Embedded {
  /** As shown. */
  readonly size?: Size | undefined;
  readonly exif?: readonly Buffer[];
  readonly iptc?: Buffer;
  readonly xmp?: Buffer;
}
