import { isolate, programBeside } from '../isolation/index.ts';
import type { Derive, Picture } from '../kind.ts';
import { limits } from './limits.ts';
import { lookUpPlace } from './place/look-up.ts';
import type { ImageMetadata } from './schema.ts';

const deriveInChild = isolate<Picture, ImageMetadata>(
  programBeside(import.meta.url, 'derive.process'),
  limits.decoder,
);

/**
 * Derives the renditions and metadata of an image, in a decoder process. The place is looked up in a thread
 * of this process, which reads the towns once, at the first picture with a position.
 */
export const derive: Derive<Picture, ImageMetadata> = async (source) => {
  const { metadata, ...derivation } = await deriveInChild(source);
  const place = metadata.gps && (await lookUpPlace(metadata.gps));
  return { ...derivation, metadata: { ...metadata, ...(place && { place }) } };
};
