import type { TObject } from 'typebox';
import type { MediaId } from './ids.ts';
import type { Note } from './notes.ts';

/** What is known of a file beside its first bytes. */
export interface Hints {
  /** The MIME type that `file-type` reads from the first bytes. */
  readonly detected: string | undefined;
  /** As the sender says; only formats that bytes cannot tell apart may go by it. */
  readonly filename: string | undefined;
}

/** What a media kind says of itself: how to recognise it, its limits, what its processor needs. */
export interface KindDescriptor {
  /** The kind's name: a key prefix, a queue's name, a Lambda's name. Lower-case letters. */
  readonly name: string;
  /** The MIME types that belong to this kind. */
  readonly mimeTypes: readonly string[];
  /**
   * Tells by a file's first bytes whether it is of this kind, and as which of its MIME types. This
   * routes and proves nothing; what no kind recognises is not taken.
   */
  readonly recognise: (firstBytes: Uint8Array, hints: Hints) => string | undefined;
  /**
   * Every rendition that this kind may make, by name. A picture need not have all of them. The names
   * carry their recipe's version, so this list is the recipe's identity: see `recipeOf`.
   */
  readonly renditions: readonly string[];
  /** The schema of the metadata that the kind's processor derives. */
  readonly metadata: TObject;
  /**
   * What of the metadata can be searched, as dot paths and the most telling first: text, lists of it,
   * and whatever text lies below. Of an item that says too much the last of it is left out.
   */
  readonly searchable: readonly string[];
  readonly limits: {
    /** The largest original that is accepted, in bytes. */
    readonly maxBytes: number;
  };
  readonly processor: {
    /** npm packages with native parts: they cannot be bundled, so they are installed beside it. */
    readonly natives: readonly string[];
    /** Files of npm packages that code looks for beside itself, such as WebAssembly: `package/path`. */
    readonly assets?: readonly string[];
    readonly memoryMiB: number;
    readonly timeoutSeconds: number;
    /** How many of this kind are processed at a time: 2 or more, AWS takes no less. */
    readonly maximumConcurrency: number;
    /** Space for the original and what is made of it, in MiB; AWS gives 512 to 10,240. */
    readonly ephemeralStorageMiB: number;
  };
}

/**
 * An original on the processor's own disk, its bytes already held against its id. The folder that it
 * lies in is its own: what a kind writes beside it is gone once the renditions are published.
 */
export interface Source {
  readonly id: MediaId;
  readonly path: string;
  readonly size: number;
  /** What it was taken for when it was accepted, where that is known. Proves nothing. */
  readonly mimeType?: string;
}

/** A rendition ready to be published. Its name carries its recipe's version. */
export interface Rendition {
  readonly name: string;
  readonly mimeType: string;
  /** In pixels, as shown; a picture has both. */
  readonly width?: number;
  readonly height?: number;
  /** What is large lies in a file beside the source, and is streamed from there. */
  readonly body: Uint8Array | { readonly file: string };
}

/** A rendition that can be looked at. */
export interface Picture extends Rendition {
  readonly width: number;
  readonly height: number;
  readonly body: Uint8Array;
}

/** What a kind makes of a source. The same bytes always give the same derivation. */
export interface Derivation<Made extends Rendition = Rendition, Metadata extends object = object> {
  /** What the bytes proved to be when they were decoded. */
  readonly mimeType: string;
  /** Valid by the schema of the kind's descriptor. */
  readonly metadata: Metadata;
  readonly renditions: readonly Made[];
  /** What a person should know of it although it is `ready`. */
  readonly note?: Note;
}

/**
 * Validates a source by a real decode and derives all that the gallery shows of it.
 *
 * @throws MediaError where the file itself is at fault, so that trying again cannot help. Anything
 *   else that is thrown counts as transient and is tried again.
 */
export type Derive<Made extends Rendition = Rendition, Metadata extends object = object> = (
  source: Source,
) => Promise<Derivation<Made, Metadata>>;
