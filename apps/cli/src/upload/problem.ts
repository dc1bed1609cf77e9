import type { Problem as ProblemDocument } from '@galeria/api/client';

/** A request that was refused, or that got no answer (`connection`). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  /** The HTTP status, or 0 without an answer. */
  readonly status: number;
  /** Milliseconds that the answer asks to wait. */
  readonly retryAfterMs: number;

  constructor(
    code: string,
    status: number,
    message: string,
    { retryAfterMs = 0, cause }: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Reads a refusal. The body may come from a proxy, and then is no problem document (RFC 9457). */
export function toProblem(
  status: number,
  body: string,
  retryAfter: string | null | undefined,
): Problem {
  const retryAfterMs = Number(retryAfter) * 1_000 || 0;
  try {
    const { code, title, detail } = JSON.parse(body) as ProblemDocument;
    if (typeof code === 'string') {
      return new Problem(code, status, detail ? `${title}: ${detail}` : title, { retryAfterMs });
    }
  } catch {
    // Not JSON.
  }
  return new Problem('unexpected', status, `The server answered ${status}`, { retryAfterMs });
}

/** Whether a repetition may succeed: no answer, a busy or full server, a taken-over request. */
export const isTemporary = ({ status }: Pick<Problem, 'status'>): boolean =>
  status === 0 ||
  status === 408 ||
  status === 409 ||
  status === 423 ||
  status === 429 ||
  status >= 500;

/** Whether no file can be uploaded with these settings. */
export const isOfTheKey = ({ status, code }: Problem): boolean =>
  status === 401 || code === 'scope-missing';

const advice: Readonly<Record<string, string>> = {
  connection: 'run the command again when the server can be reached; it goes on where it stopped',
  'kind-unsupported': 'leave the file out, or convert it to a supported format',
  'file-too-large': 'leave the file out, or make it smaller',
  'empty-file': 'leave the file out',
  'digest-mismatch': 'the file changed during the upload; run the command again',
  'file-changed': 'run the command again when no program writes to the file',
  'file-unreadable': 'check the permissions of the file',
  'file-exists': 'move the file away, or export to another folder',
  'file-unwritable': 'check the folder and its free space',
  'other-bytes': 'restore the file, or export it again',
  'path-unsafe': 'leave the item out; the server or the manifest is not to be trusted',
  'not-ready': 'the file is kept; run the command again later',
  'digest-differs': 'the file is kept; run the command again to upload its present bytes',
};

/** The message, the code and the advice of a problem. */
export const explainProblem = (problem: Problem): string =>
  `${problem.message} (${problem.code}); ${adviceFor(problem)}`;

/** The line about a file or album that failed. */
export const describeFailure = (path: string, problem: Problem): string =>
  `failed    ${path}: ${explainProblem(problem)}`;

const adviceFor = (problem: Problem): string =>
  advice[problem.code] ??
  (isTemporary(problem) ? 'run the command again later' : 'docs/api.md explains the code');
