/** An error response of the API, or a lost connection with the code `connection`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  /** The HTTP status, or 0 without a response. */
  readonly status: number;
  /** What this occurrence is about, such as the scope that the key lacks. */
  readonly detail: string | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    options: ErrorOptions & { readonly detail?: string | undefined } = {},
  ) {
    super(message, options);
    this.detail = options.detail;
    this.code = code;
    this.status = status;
  }
}

/** Creates a Problem from a response's body, which may come from a proxy instead of the API. */
export function toProblem(status: number, body: unknown): Problem {
  const { code, title, detail } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return typeof code === 'string' && typeof title === 'string'
    ? new Problem(code, status, title, {
        detail: typeof detail === 'string' ? detail : undefined,
      })
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
