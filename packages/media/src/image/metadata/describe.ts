import { defined } from '../../defined.ts';
import { hdrOf } from '../colour/hdr.ts';
import { profileName } from '../colour/icc.ts';
import type { Header } from '../read/header.ts';
import type { Placeholder } from '../render/placeholder.ts';
import type { ImageMetadata } from '../schema.ts';
import { describeBlocks } from './describe-blocks.ts';
import { readEmbedded } from './embedded/embedded.ts';
import { orientationOf, readTags } from './exif/exif.ts';
import { packetsIn, tiffBlock } from './tiff-block.ts';

/** Describes a decoded picture by its header, EXIF, IPTC and XMP. */
export async function describe(
  path: string,
  { raw, size, mimeType, container, turn }: Header,
  placeholder: Placeholder,
): Promise<ImageMetadata> {
  const profile = raw.icc && profileName(raw.icc);
  const embedded = readEmbedded(path, mimeType);
  const exif = raw.exif ?? (await tiffBlock(path, mimeType));
  const { pages = 1, orientation = turn } = raw;
  return {
    format: formatName(mimeType),
    width: Math.max(1, Math.round(size.width)),
    height: Math.max(1, Math.round(size.height)),
    colourSpace: raw.space,
    hasAlpha: raw.hasAlpha,
    ...defined({
      colourProfile: profile,
      bitsPerSample: raw.bitsPerSample,
      hdr: hdrOf(container),
      pages: pages > 1 ? pages : undefined,
      orientation,
    }),
    ...animation(raw),
    ...placeholder,
    ...describeBlocks({
      exif: exif ? [exif] : [],
      iptc: raw.iptc,
      xmp: raw.xmp ? [raw.xmp] : [],
      ...embedded,
      orientation,
      stored: raw,
    }),
  };
}

/** Describes a file without a decoder by its embedded metadata blocks. */
export async function describeUnread(path: string, mimeType: string): Promise<ImageMetadata> {
  const block = await tiffBlock(path, mimeType);
  const { size, exif = [], ...embedded } = readEmbedded(path, mimeType);
  const blocks = [...(block ? [block] : []), ...exif];
  const orientation = orientationOf(readTags(blocks));
  return {
    format: formatName(mimeType),
    ...size,
    ...defined({ orientation }),
    ...describeBlocks({
      ...(block && packetsIn(block)),
      ...embedded,
      exif: blocks,
      orientation,
    }),
  };
}

/** Returns the format's name, such as `cr2` for `image/x-canon-cr2`. */
const formatName = (mimeType: string): string =>
  mimeType.replace(/^image\/(?:x-(?:\w+-)?|vnd\.adobe\.)?/, '').replace(/\+xml$/, '');

function animation({ delay, loop, pages = 1 }: Header['raw']) {
  if (delay === undefined || pages < 2) return {};
  const durationMs = delay.reduce((sum, each) => sum + each, 0);
  return { animated: true, durationMs, loop: loop ?? 0 };
}
