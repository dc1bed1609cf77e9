import type { Size } from '../../render/sizes.ts';

/** The raw metadata blocks of a file. */
export interface Embedded {
  /** The size with rotation applied. */
  readonly size?: Size | undefined;
  /** The last value wins. */
  readonly exif?: readonly Buffer[];
  readonly iptc?: Buffer;
  /** The first value wins. */
  readonly xmp?: readonly Buffer[];
  /** The texts of a PNG by keyword, in lower case. */
  readonly texts?: ReadonlyMap<string, string>;
}
