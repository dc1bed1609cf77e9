import { defined } from '../../defined.ts';
import type { Size } from '../render/sizes.ts';
import type { Embedded } from './embedded/blocks.ts';
import { describeTags, readTags } from './exif/exif.ts';
import { captionOfIptc, iptcValues } from './packets/iptc.ts';
import { readPeople } from './packets/people.ts';
import { captionOfTexts } from './packets/png-texts.ts';
import { captionOfXmp, readXmp } from './packets/xmp.ts';
import { addXmpTags } from './packets/xmp-tags.ts';
import { readTaken } from './taken.ts';

interface Blocks extends Omit<Embedded, 'size' | 'iptc' | 'xmp' | 'exif'> {
  readonly exif: readonly Uint8Array[];
  readonly iptc?: Uint8Array | undefined;
  readonly xmp?: readonly Uint8Array[];
  /** The value of EXIF by which the picture is turned, 1 if it is not. */
  readonly orientation?: number | undefined;
  /** The size of the picture before it is turned. */
  readonly stored?: Partial<Size>;
}

/** Describes a picture by its metadata blocks. */
export function describeBlocks({
  exif,
  iptc: iptcBlock,
  xmp: packets = [],
  texts,
  orientation = 1,
  stored = {},
}: Blocks) {
  const own = readTags(exif);
  const iptc = iptcBlock && iptcValues(iptcBlock);
  const xmp = readXmp(packets);
  const described = describeTags(addXmpTags(own, xmp.values));
  const creationTime = texts?.get('creation time');
  const taken = readTaken({ tags: own, iptc, xmp: xmp.values, creationTime }, described.gps);
  const people = readPeople(xmp, orientation, stored);
  const written = [captionOfTexts(texts), iptc && captionOfIptc(iptc), captionOfXmp(xmp)];
  return {
    ...described,
    ...(taken && { taken }),
    // Metadata Working Group, 5.3: XMP takes precedence over IPTC.
    ...Object.assign({}, ...written),
    // Camera and copyright holder are set in the camera, which writes EXIF.
    ...defined({ artist: described.artist, copyright: described.copyright }),
    ...(people.length > 0 && { people }),
  };
}
