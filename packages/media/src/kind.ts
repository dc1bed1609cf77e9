import type { TObject } from 'typebox';
import type { MediaId } from './ids.ts';
import type { Note } from './notes.ts';

/** Hints about a file in addition to its first bytes. */
export interface Hints {
  /** The MIME type that `file-type` detects. */
  readonly detected: string | undefined;
  /** The name given by the sender, used only for formats whose bytes look alike. */
  readonly filename: string | undefined;
}

/** Describes a media kind: how to recognise it, its limits, and the resources of its processor. */
export interface KindDescriptor<Name extends string = string, Schema extends TObject = TObject> {
  /** The kind's name, used in key prefixes and names of queues and functions. Lower-case letters. */
  readonly name: Name;
  /** The MIME types that belong to this kind. */
  readonly mimeTypes: readonly string[];
  /**
   * Returns the MIME type if a file is of this kind by its first bytes. Only for routing: decoding
   * validates the type. Files that no kind recognises are refused.
   */
  readonly recognise: (firstBytes: Uint8Array, hints: Hints) => string | undefined;
  /**
   * The names of all possible renditions of this kind. A small picture does not have all of them. The
   * names contain the recipe's version, so this list identifies the recipe: see `recipeOf`.
   */
  readonly renditions: readonly string[];
  /**
   * Part of the recipe: increment it when an existing item would get other metadata, so that `galeria
   * rebuild` processes it again. Renditions that exist already stay as they are.
   */
  readonly metadataVersion: number;
  /** The schema of the metadata that the kind's processor derives. */
  readonly metadata: Schema;
  /**
   * The searchable metadata as dot paths, most important first. Includes texts, lists of texts, and all
   * texts below a path. Excess words are omitted from the end.
   */
  readonly searchable: readonly string[];
  readonly limits: {
    /** Maximum size of an original in bytes. */
    readonly maxBytes: number;
  };
  readonly processor: {
    /** npm packages with native modules, which cannot be bundled and are installed with the bundle. */
    readonly natives: readonly string[];
    /**
     * Files of npm packages that code loads from its own folder, such as WebAssembly: `package/path`.
     */
    readonly assets?: readonly string[];
    readonly memoryMiB: number;
    readonly timeoutSeconds: number;
    /** Maximum number of items processed at a time. AWS requires at least 2. */
    readonly maximumConcurrency: number;
    /** Disk space for the original and its renditions in MiB. AWS supports 512 to 10,240. */
    readonly ephemeralStorageMiB: number;
  };
}

/**
 * An original on the processor's disk with a verified hash. Its folder is private and deleted after the
 * renditions are published.
 */
export interface Source {
  readonly id: MediaId;
  readonly path: string;
  readonly size: number;
  /** The type recorded when it was accepted, if known. Not validated. */
  readonly mimeType?: string;
}

/** A rendition ready to be published. Its name contains the recipe's version. */
export interface Rendition {
  readonly name: string;
  readonly mimeType: string;
  /** In pixels, as shown; a picture has both. */
  readonly width?: number;
  readonly height?: number;
  /** Large bodies are in a file in the source's folder and are streamed. */
  readonly body: Uint8Array | { readonly file: string };
}

/** A rendition that is a picture. */
export interface Picture extends Rendition {
  readonly width: number;
  readonly height: number;
  readonly body: Uint8Array;
}

/** The result of processing a source. The same bytes always give the same derivation. */
export interface Derivation<Made extends Rendition = Rendition, Metadata extends object = object> {
  /** The MIME type found by decoding. */
  readonly mimeType: string;
  /** Valid according to the schema of the kind's descriptor. */
  readonly metadata: Metadata;
  readonly renditions: readonly Made[];
  /** A note about a restriction of the `ready` item. */
  readonly note?: Note;
}

/**
 * Validates a source by decoding it, and derives its renditions and metadata.
 *
 * @throws MediaError for a permanent fault of the file. All other errors are transient and are retried.
 */
export type Derive<Made extends Rendition = Rendition, Metadata extends object = object> = (
  source: Source,
) => Promise<Derivation<Made, Metadata>>;
