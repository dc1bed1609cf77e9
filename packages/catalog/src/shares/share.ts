import type { MediaId } from '@galeria/media';

/** A password as scrypt hashed it. */
export interface PasswordHash {
  /** Base64. */
  readonly salt: string;
  readonly hash: string;
  /** The parameters N, r and p of scrypt. */
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** The content and the conditions of a new link. */
export interface ShareFields {
  /** `share` shows items; `drop` takes uploads. */
  readonly type: 'share' | 'drop';
  readonly title?: string;
  /** The items of a share that has no album. */
  readonly ids?: readonly MediaId[];
  /** The album that a share shows, or that the uploads of a drop go into. */
  readonly album?: string;
  /** Whether a share gives the originals, and whether it shows positions and places. */
  readonly originals?: boolean;
  readonly position?: boolean;
  /** The most files and bytes that a drop takes. */
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly password?: PasswordHash;
  /** RFC 3339, UTC: when it ends. */
  readonly until: string;
  /** SHA-256 of the token's secret part, in hexadecimal. The token itself is not stored. */
  readonly secretHash: string;
  /** Signs what the link gives to its visitors. Base64. */
  readonly signingKey: string;
}

export interface Share extends ShareFields {
  /** ULID. */
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** How often it was opened, and when last; counted late by up to a minute. */
  readonly views: number;
  readonly lastUsedAt?: string;
  /** The files and bytes that a drop has received. */
  readonly files: number;
  readonly bytes: number;
}

export interface SharePage {
  readonly shares: readonly Share[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** The files and bytes of one request to a drop. */
export interface DropAmount {
  readonly files: number;
  readonly bytes: number;
}
