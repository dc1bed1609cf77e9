import type { KindDescriptor } from '../kind.ts';
import { formats } from './formats.ts';

export const image: KindDescriptor = {
  name: 'image',
  mimeTypes: Object.keys(formats),
  limits: { maxBytes: 200 * 2 ** 20 },
  processor: {
    memoryMiB: 2048,
    timeoutSeconds: 60,
    maximumConcurrency: 4,
    ephemeralStorageMiB: 512,
  },
};
