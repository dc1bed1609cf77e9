// What other packages' tests make their media with.
export { bigEndian, exifBlock, withExifBlock } from './image/exif-block.ts';
export { gridHeic } from './image/heic.ts';
export { distance, quarters } from './image/pictures.ts';
