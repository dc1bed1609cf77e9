/** An error response of the API, or a lost connection with the code `connection`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  /** The HTTP status, or 0 without a response. */
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/** Creates a Problem from a response's body, which may come from a proxy instead of the API. */
export function toProblem(status: number, body: unknown): Problem {
  const { code, title } = (body ?? {}) as { code?: unknown; title?: unknown };
  return typeof code === 'string' && typeof title === 'string'
    ? new Problem(code, status, title)
    : new Problem('unexpected', status, String(status));
}

/** Parses a response's text as a problem document (RFC 9457). */
export function readProblem(status: number, text: string): Problem {
  try {
    return toProblem(status, JSON.parse(text));
  } catch {
    return toProblem(status, undefined);
  }
}
