import type { MediaId } from '@galeria/media';
import type { UploadRecord } from '../model.ts';

/** One request to upload, delete or retry: who sent it, and the response. Entries are write-once. */
export interface AuditEntry {
  /** ULID of the entry; that of an accepted upload is the ULID of the upload. */
  readonly entry: string;
  /** RFC 3339, UTC, with milliseconds: when the request was received. */
  readonly at: string;
  readonly event: 'upload' | 'deletion' | 'retry' | 'edit' | 'album' | 'bin' | 'restore' | 'share';
  /** `accepted`, or the code of the problem in the response. */
  readonly result: string;
  readonly cell: string;
  /** The client's address, shortened as configured. */
  readonly address?: string;
  /** Name of the API key; absent where none was required. */
  readonly key?: string;
  /** The id of the link by which a guest uploaded the file. */
  readonly share?: string;
  readonly userAgent?: string;
  readonly id?: MediaId;
  readonly kind?: string;
  readonly mimeType?: string;
  /** Bytes. */
  readonly size?: number;
  readonly filename?: string;
  /** Of a refusal: the detail in the response. Of an edit: the names of the edited fields. */
  readonly detail?: string;
  /** Of a retry or an edit of several items: how many. */
  readonly items?: number;
}

/** Retention of audit entries. The policy at the time of writing applies to an entry for good. */
export interface AuditPolicy {
  readonly days: number;
  /** Whether the deletion of an item removes its file names from the audit. */
  readonly forgetsNames: boolean;
}

/** Identifies the audit entry of an upload; the spool and the upload record hold both values. */
export type UploadRef = Pick<UploadRecord, 'upload' | 'receivedAt'>;

/** Returns the audit entry of an accepted upload: always the same one for the same upload. */
export const uploadEntry = ({
  upload,
  receivedAt,
  generation: _,
  ...record
}: UploadRecord): AuditEntry => ({
  ...record,
  entry: upload,
  at: receivedAt,
  event: 'upload',
  result: 'accepted',
});
