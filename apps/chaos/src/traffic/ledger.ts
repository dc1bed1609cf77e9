import type { Generations } from '../judge/generations.ts';
import type { AnsweredOffset } from '../judge/offsets.ts';

/** The outcome of a request, as its client saw it. */
export type Outcome =
  /** 202, with the ids that the client computed itself. */
  | 'acknowledged'
  /** 202, with ids that are not the hashes of its bytes. */
  | 'misnamed'
  /** Any other status. */
  | 'refused'
  /** No answer, or a part of one: it may have been stored. */
  | 'unanswered';

export interface SentFile {
  /** The SHA-256 that the client computed. */
  readonly id: string;
  /** Unique in a run, so that it names the upload. */
  readonly filename: string;
  readonly expected: 'ready' | 'failed';
}

export interface SentRequest {
  readonly files: readonly SentFile[];
  readonly outcome: Outcome;
  /** The status of the answer. */
  readonly status?: number | undefined;
  /** The part of the run in which it was sent. */
  readonly part: string;
}

/** All requests and deletions with their answers, by which a run is judged. */
export function createLedger() {
  const requests: SentRequest[] = [];
  const generations: Generations[] = [];
  const offsets: AnsweredOffset[] = [];
  const countFiles = (outcome: Outcome, part?: string): number =>
    requests
      .filter((request) => request.outcome === outcome && (!part || request.part === part))
      .reduce((sum, { files }) => sum + files.length, 0);
  return {
    requests: requests as readonly SentRequest[],
    /** Of the pictures that are deleted now and then. Uploading clients do not send them. */
    generations,
    /** Answers to clients that continued a resumable upload. */
    offsets,
    note: (request: SentRequest): void => void requests.push(request),
    countFiles,
    ofPart: (part: string) => requests.filter((request) => request.part === part),
    ids: (): Set<string> =>
      new Set([
        ...requests.flatMap(({ files }) => files.map(({ id }) => id)),
        ...generations.map(({ id }) => id),
      ]),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
