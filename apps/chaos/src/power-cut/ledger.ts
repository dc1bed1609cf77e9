import type { Outcome, SentFile } from '../traffic/ledger.ts';

export interface Sender {
  /** The name of the API key. */
  readonly key: string;
  readonly userAgent: string;
}

export interface SentUpload extends SentFile, Sender {
  /** Whether it may be deleted. It is sent once. */
  readonly deletable: boolean;
}

export interface SentRequest {
  readonly uploads: readonly SentUpload[];
  readonly outcome: Outcome;
  readonly status: number | undefined;
  /** Whether the cut had begun when the answer came. */
  readonly cut: boolean;
}

export interface Key {
  readonly name: string;
  readonly token: string;
  /** `unknown`: its revocation was requested, and not answered. */
  state: 'made' | 'revoked' | 'unknown';
}

/** All requests and their answers. */
export interface Ledger {
  readonly startedAt: string;
  readonly requests: SentRequest[];
  /** By id: whether the deletion was answered with 204. */
  readonly deletions: Map<string, 'acknowledged' | 'unanswered'>;
  /** By id: how many retries were acknowledged. */
  readonly retries: Map<string, number>;
  readonly keys: Key[];
}

export const createLedger = (): Ledger => ({
  startedAt: new Date().toISOString(),
  requests: [],
  deletions: new Map(),
  retries: new Map(),
  keys: [],
});

export const acknowledged = ({ requests }: Ledger): SentUpload[] =>
  requests.filter(({ outcome }) => outcome === 'acknowledged').flatMap(({ uploads }) => uploads);

export const countFiles = ({ requests }: Ledger, wanted: Outcome): number =>
  requests
    .filter(({ outcome }) => outcome === wanted)
    .reduce((sum, { uploads }) => sum + uploads.length, 0);
