export { RENDITIONS_PREFIX } from '@galeria/media';

/** The prefixes of originals and of upload records in the originals bucket. */
export const originalsPrefix = 'originals/';
export const uploadsPrefix = 'uploads/';
