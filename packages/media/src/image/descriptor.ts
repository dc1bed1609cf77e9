import type { KindDescriptor } from '../kind.ts';

export const image: KindDescriptor = {
  name: 'image',
  mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'],
  limits: { maxBytes: 200 * 2 ** 20 },
  processor: {
    memoryMiB: 2048,
    timeoutSeconds: 60,
    maximumConcurrency: 4,
    ephemeralStorageMiB: 512,
  },
};
