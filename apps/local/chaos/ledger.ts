import type { Lives } from './lives.ts';

/** What became of a request, as its client saw it. */
export type Outcome =
  /** 202, with the ids that the client computed itself. */
  | 'acknowledged'
  /** 202, but with other ids than its bytes have. */
  | 'misnamed'
  /** Any other status. */
  | 'refused'
  /** No answer, or only a part of one: it may have been kept or not. */
  | 'unanswered';

export interface SentFile {
  /** The SHA-256 that the client computed. */
  readonly id: string;
  /** No other upload of a run has it, so that it names the upload. */
  readonly filename: string;
  readonly expected: 'ready' | 'failed';
}

export interface SentRequest {
  readonly files: readonly SentFile[];
  readonly outcome: Outcome;
  /** The status that it was refused with. */
  readonly status?: number;
  /** The part of the run that it was sent in. */
  readonly part: string;
}

/** All that was sent and deleted, and how it was answered: what a run is judged by. */
export function createLedger() {
  const requests: SentRequest[] = [];
  const lives: Lives[] = [];
  const countFiles = (outcome: Outcome, part?: string): number =>
    requests
      .filter((request) => request.outcome === outcome && (!part || request.part === part))
      .reduce((sum, { files }) => sum + files.length, 0);
  return {
    requests: requests as readonly SentRequest[],
    /** Of the pictures that are deleted now and then; nobody else sends them. */
    lives,
    note: (request: SentRequest): void => void requests.push(request),
    countFiles,
    ofPart: (part: string) => requests.filter((request) => request.part === part),
    ids: (): Set<string> =>
      new Set([
        ...requests.flatMap(({ files }) => files.map(({ id }) => id)),
        ...lives.map(({ id }) => id),
      ]),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
