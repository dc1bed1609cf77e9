/** The decoder of a format. */
export type DecoderName = 'libvips' | 'libheif' | 'librsvg' | 'none';

/** The supported formats by MIME type. `none`: the file is kept and described without renditions. */
export const formats: Readonly<Record<string, DecoderName>> = {
  'image/jpeg': 'libvips',
  'image/png': 'libvips',
  'image/apng': 'libvips',
  'image/webp': 'libvips',
  'image/gif': 'libvips',
  'image/avif': 'libvips',
  'image/tiff': 'libvips',
  // sharp's libheif does not support HEVC because of patents.
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
