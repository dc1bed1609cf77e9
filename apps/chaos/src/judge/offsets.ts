import type { Finding } from './findings.ts';

/** The answer to a client that asked where its resumable upload continues. */
export interface AnsweredOffset {
  /** The path of the upload. */
  readonly upload: string;
  /** The last offset that the client was told before. */
  readonly acknowledged: number;
  /** Whether the failed request had the last bytes: what is known of a complete upload is not durable. */
  readonly mayBeComplete: boolean;
  /** Undefined if the upload does not exist. */
  readonly offset: number | undefined;
}

/** Every acknowledged offset must still be there. */
export const judgeOffsets = (offsets: readonly AnsweredOffset[]): Finding[] =>
  offsets
    .filter(({ acknowledged, mayBeComplete, offset }) =>
      offset === undefined ? !mayBeComplete : offset < acknowledged,
    )
    .map(({ upload, acknowledged, offset }) => ({
      fault: 'offset-lost',
      subject: upload,
      detail: `${offset ?? 'no upload'} after ${acknowledged}`,
    }));
