import type { MediaId } from '@galeria/media';
import type { UploadRecord } from '../model.ts';

/** Something that was asked for, by whom, and what the answer was. It is never changed. */
export interface AuditEntry {
  /** A ULID: of an upload that was accepted its own. */
  readonly entry: string;
  /** RFC 3339, UTC, in milliseconds: when it was received. */
  readonly at: string;
  readonly event: 'upload' | 'deletion' | 'retry';
  /** `accepted`, or the code of the problem that it was answered with. */
  readonly result: string;
  readonly cell: string;
  /** As much of it as is kept. */
  readonly address?: string;
  /** The API key's name; absent where none was needed. */
  readonly key?: string;
  readonly userAgent?: string;
  readonly id?: MediaId;
  readonly kind?: string;
  readonly mimeType?: string;
  /** Bytes. */
  readonly size?: number;
  readonly filename?: string;
  /** Of a refusal: what the client was told. */
  readonly detail?: string;
  /** Of a retry of many: how many. */
  readonly items?: number;
}

/** What is kept, and for how long. An entry lives by the policy that it was written under. */
export interface AuditPolicy {
  readonly days: number;
  /** Whether the deletion of an item takes its file names out of the audit. */
  readonly forgetsNames: boolean;
}

/** What names an upload's entry: both are in the spool, and in the upload's own record. */
export type UploadRef = Pick<UploadRecord, 'upload' | 'receivedAt'>;

/** An upload that was accepted, as the audit keeps it. The same upload always gives the same entry. */
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
