import type { MediaId } from './ids.ts';
import type { Note } from './notes.ts';

/** What a media kind says of itself: how to recognise it, its limits, what its processor needs. */
export interface KindDescriptor {
  /** The kind's name: a key prefix, a queue's name, a Lambda's name. Lower-case letters. */
  readonly name: string;
  /** The MIME types, as `file-type` reports them from the first bytes, that belong to this kind. */
  readonly mimeTypes: readonly string[];
  readonly limits: {
    /** The largest original that is accepted, in bytes. */
    readonly maxBytes: number;
  };
  readonly processor: {
    readonly memoryMiB: number;
    readonly timeoutSeconds: number;
    /** How many of this kind are processed at a time: 2 or more, AWS takes no less. */
    readonly maximumConcurrency: number;
    /** Space for the original and what is made of it, in MiB; AWS gives 512 to 10,240. */
    readonly ephemeralStorageMiB: number;
  };
}

/** An original on the processor's own disk, its bytes already held against its id. */
export interface Source {
  readonly id: MediaId;
  readonly path: string;
  readonly size: number;
}

/** A rendition ready to be published. Its name carries its recipe's version. */
export interface Rendition {
  readonly name: string;
  readonly mimeType: string;
  /** In pixels, as shown. */
  readonly width: number;
  readonly height: number;
  readonly body: Uint8Array;
}

/** JSON, as DynamoDB and an API can hold it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What a kind makes of a source. The same bytes always give the same derivation. */
export interface Derivation {
  /** What the bytes proved to be when they were decoded. */
  readonly mimeType: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly renditions: readonly Rendition[];
  /** What a person should know of it although it is `ready`. */
  readonly note?: Note;
}

/**
 * Validates a source by a real decode and derives all that the gallery shows of it.
 *
 * @throws MediaError where the file itself is at fault, so that trying again cannot help. Anything
 *   else that is thrown counts as transient and is tried again.
 */
export type Derive = (source: Source) => Promise<Derivation>;
