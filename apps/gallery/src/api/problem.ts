/** A refusal by the API, or a lost connection, whose `code` is `connection`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  /** The HTTP status; 0 without a response. */
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/** Makes a Problem of a response's body, which a proxy may have written instead of the API. */
export function toProblem(status: number, body: unknown): Problem {
  const { code, title } = (body ?? {}) as { code?: unknown; title?: unknown };
  return typeof code === 'string' && typeof title === 'string'
    ? new Problem(code, status, title)
    : new Problem('unexpected', status, String(status));
}

/** Reads a response's text as a problem document (RFC 9457). */
export function readProblem(status: number, text: string): Problem {
  try {
    return toProblem(status, JSON.parse(text));
  } catch {
    return toProblem(status, undefined);
  }
}
