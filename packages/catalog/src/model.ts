import type { FailureCode, MediaId, Metadata, Note, Rendition, UploadId } from '@galeria/media';
import type { EditValues } from './edits/edits.ts';

/** Format of items and upload records: readers see older ones after an update, newer after a rollback. */
export const FORMAT = 1;

/**
 * The status of an item that is not deleted.
 *
 * ```
 * received ──► stored ──► processing ──► ready
 *                 ▲            │
 *                 │ transient  ├──────► failed ──┐
 *                 └────────────┘                 │ uploaded again, or a retry
 *                 ▲──────────────────────────────┘
 * ```
 */
export type Status = 'received' | 'stored' | 'processing' | 'ready' | 'failed';

/** The only failure that says nothing about the file: its message reached the receive limit. */
export const EXHAUSTED = 'retries-exhausted' satisfies FailureCode;

/** The status of a tombstone: objects and child records still exist, or all are gone. */
export type DeletionStatus = 'deleting' | 'deleted';

/** A deletion: it covers this generation of the item and all before it. */
export interface DeletedGeneration {
  readonly id: MediaId;
  readonly generation: number;
}

export type RenditionRecord = Omit<Rendition, 'body'> & { readonly size: number };

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** One upload of an item: who sent it, when, from where, under which name. */
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
  /** The item's generation when the upload was accepted; null where the catalog was unreachable. */
  readonly generation: number | null;
  readonly cell: string;
  readonly address?: string;
  readonly key?: string;
  /** The id of the link by which a guest sent the file. */
  readonly share?: string;
  readonly userAgent?: string;
}

export interface AttemptEnd {
  readonly outcome: 'ready' | 'failed' | 'transient' | 'superseded';
  readonly code?: string;
  readonly durationMs: number;
  /** Peak memory of the processes, in MiB. */
  readonly memoryMiB: number;
  readonly coldStart: boolean;
}

/** One attempt to process an item; without an `outcome` it is under way, or its processor died. */
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
  /** Of a `ready` item: what the user should know, such as a damaged part of the file. */
  readonly note?: Note;
  /** The owner's edits, beside the metadata of the file. */
  readonly edits?: EditValues;
  /** RFC 3339, UTC: since when the item is in the bin. */
  readonly binnedAt?: string;
  /** The revision of its edits, `<generation>.<number of edits>`. Absent in an item of an earlier release's index. */
  readonly revision?: string;
}

export interface MediaItem extends MediaSummary {
  readonly attempts: readonly Attempt[];
  readonly uploads: readonly UploadRecord[];
}

export type Scope = 'upload' | 'read' | 'manage';

export interface ApiKey {
  /** SHA-256 of the token, in hexadecimal; the token itself is not stored. */
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
}
