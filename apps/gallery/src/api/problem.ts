/** Why the API refused, or that it could not be reached: `code` is `connection` then. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  /** HTTP's, 0 where there was no answer. */
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/**
 * Reads a problem document (RFC 9457); what a proxy says in its place is a problem without one.
 */
export function readProblem(status: number, body: string): Problem {
  try {
    const { code, title } = JSON.parse(body);
    if (typeof code === 'string' && typeof title === 'string') {
      return new Problem(code, status, title);
    }
  } catch {
    // Not a problem document: the status is all there is.
  }
  return new Problem('unexpected', status, String(status));
}
