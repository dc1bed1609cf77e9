// Media generators for the tests of other packages.
export { encodeSound } from './audio/encode-sound.ts';
export { orchestral, speech, tune } from './audio/sound.ts';
export { datedJpeg } from './image/dated-pictures.ts';
export { bigEndian, exifBlock, withExifBlock } from './image/exif-block.ts';
export { gridHeic } from './image/heic.ts';
export { distance, quarters } from './image/pictures.ts';
