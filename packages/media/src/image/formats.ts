/** Which program turns a file into pixels. */
export type DecoderName = 'libvips' | 'libheif' | 'librsvg' | 'none';

/**
 * The formats that are taken, by the MIME type that `sniff` tells. `none`: the file is kept and
 * described, but no pictures are made of it.
 */
export const formats: Readonly<Record<string, DecoderName>> = {
  'image/jpeg': 'libvips',
  'image/png': 'libvips',
  'image/apng': 'libvips',
  'image/webp': 'libvips',
  'image/gif': 'libvips',
  'image/avif': 'libvips',
  'image/tiff': 'libvips',
  // The patents on HEVC keep it out of sharp's own libheif.
  'image/heic': 'libheif',
  'image/heif': 'libheif',
  'image/svg+xml': 'librsvg',
  'image/jxl': 'none',
  'image/vnd.adobe.photoshop': 'none',
  'image/x-adobe-dng': 'none',
  'image/x-canon-cr2': 'none',
  'image/x-canon-cr3': 'none',
  'image/x-dcraw': 'none',
  'image/x-fujifilm-raf': 'none',
  'image/x-nikon-nef': 'none',
  'image/x-olympus-orf': 'none',
  'image/x-panasonic-rw2': 'none',
  'image/x-sony-arw': 'none',
};
