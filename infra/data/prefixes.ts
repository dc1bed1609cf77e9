export { RENDITIONS_PREFIX } from '@galeria/media';

/** Originals of every kind, and the records of their uploads, in the originals bucket. */
export const originalsPrefix = 'originals/';
export const uploadsPrefix = 'uploads/';
