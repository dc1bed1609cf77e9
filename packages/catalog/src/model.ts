import type { FailureCode, MediaId, Metadata, Note, Rendition, UploadId } from '@galeria/media';

/** Of items and upload records; a reader meets older ones after an update, newer after a rollback. */
export const FORMAT = 1;

/**
 * Where a living item stands.
 *
 * ```
 * received ──► stored ──► processing ──► ready
 *                 ▲            │
 *                 │ transient  ├──────► failed ──┐
 *                 └────────────┘                 │ uploaded or asked for again
 *                 ▲──────────────────────────────┘
 * ```
 */
export type Status = 'received' | 'stored' | 'processing' | 'ready' | 'failed';

/** The one failure that says nothing of the file: its message was received too often. */
export const EXHAUSTED = 'retries-exhausted' satisfies FailureCode;

/** What is left of a deleted item: a tombstone with the generation that it buried. */
export type Buried = 'deleting' | 'deleted';

export type RenditionRecord = Omit<Rendition, 'body'> & { readonly size: number };

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** One upload: who, when, from where, under which name. It hangs off the item that it brought. */
export interface UploadRecord {
  readonly upload: UploadId;
  readonly id: MediaId;
  readonly kind: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  readonly filename: string;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
  /** The item's generation as acceptance saw it; null where the catalog was out of reach until now. */
  readonly generation: number | null;
  readonly cell: string;
  readonly address?: string;
  readonly key?: string;
  readonly userAgent?: string;
}

export interface AttemptEnd {
  readonly outcome: 'ready' | 'failed' | 'transient' | 'superseded';
  readonly code?: string;
  readonly durationMs: number;
  /** The most memory that the process held, in MiB. */
  readonly memoryMiB: number;
  readonly coldStart: boolean;
}

/** One entry of the ledger; without an `outcome` it is under way, or its processor died. */
export type Attempt = {
  readonly attempt: string;
  readonly startedAt: string;
} & Partial<AttemptEnd>;

export interface MediaSummary {
  readonly id: MediaId;
  readonly kind: string;
  readonly status: Status;
  readonly generation: number;
  readonly createdAt: string;
  readonly original: {
    readonly size: number;
    readonly mimeType: string;
    readonly filename: string;
  };
  readonly renditions: readonly RenditionRecord[];
  readonly metadata: Partial<Metadata>;
  readonly failure?: Failure;
  /** Of a `ready` item: what a person should know all the same. */
  readonly note?: Note;
}

export interface MediaItem extends MediaSummary {
  readonly attempts: readonly Attempt[];
  readonly uploads: readonly UploadRecord[];
}

export type Scope = 'upload' | 'read' | 'manage';

export interface ApiKey {
  /** SHA-256 of the token, in hexadecimal; the token itself is kept nowhere. */
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
}
