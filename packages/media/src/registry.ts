import { audio } from './audio/descriptor.ts';
import type { AudioMetadata } from './audio/schema.ts';
import { document } from './document/descriptor.ts';
import type { DocumentMetadata } from './document/schema.ts';
import { image } from './image/descriptor.ts';
import type { ImageMetadata } from './image/schema.ts';
import type { KindDescriptor } from './kind.ts';

/**
 * All media kinds. The uploader's allow-list, the queues and functions of `infra` and the processors'
 * bundles derive from this list. A kind's code is in the folder of its name and exports `derive`.
 */
export const kinds: readonly KindDescriptor[] = [image, audio, document];

export const kindByName = (name: string): KindDescriptor | undefined =>
  kinds.find((kind) => kind.name === name);

/** The metadata of an item of any kind. */
export type Metadata = ImageMetadata | AudioMetadata | DocumentMetadata;
