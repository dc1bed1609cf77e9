import type { Static } from 'typebox';
import { audio } from './audio/descriptor.ts';
import { document } from './document/descriptor.ts';
import { image } from './image/descriptor.ts';
import type { KindDescriptor } from './kind.ts';

/**
 * All media kinds. The uploader's allow-list, the queues and functions of `infra` and the processors'
 * bundles derive from this list. A kind's code is in the folder of its name and exports `derive`.
 */
const registry = [image, audio, document] as const;

export const kinds: readonly KindDescriptor<Kind>[] = registry;

export const kindByName = (name: string): KindDescriptor<Kind> | undefined =>
  kinds.find((kind) => kind.name === name);

type Registered = (typeof registry)[number];

/** The name of a media kind. */
export type Kind = Registered['name'];

type MetadataByKind = { [Each in Registered as Each['name']]: Static<Each['metadata']> };

/** The metadata of an item of one kind, or of any. */
export type Metadata<K extends Kind = Kind> = MetadataByKind[K];
