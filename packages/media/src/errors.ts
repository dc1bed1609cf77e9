/** An entry of an error table. */
export interface ErrorEntry {
  /** The HTTP status, if the error can reach a client. */
  readonly status?: number;
  /** A message that is the same for every occurrence. */
  readonly title: string;
}

/** The options of an error. */
export interface ErrorDetails extends ErrorOptions {
  /** The details of this occurrence, and what to do about it. */
  readonly detail?: string;
}

/**
 * Creates a package's error class from its table. Errors are distinguished by `code`, never by message.
 *
 * @example const table = { 'empty-file': { status: 400, title: 'The file is empty' } } as const; export
 * class UploadError extends errorTable('UploadError', table) {} throw new UploadError('empty-file', {
 * detail: 'a.jpg has 0 bytes', cause });
 */
export function errorTable<const Table extends Readonly<Record<string, ErrorEntry>>>(
  name: string,
  table: Table,
) {
  return class TypedError extends Error {
    static readonly table: Table = table;
    readonly code: keyof Table & string;
    readonly detail: string | undefined;

    constructor(code: keyof Table & string, { detail, ...options }: ErrorDetails = {}) {
      const title = (table[code] as ErrorEntry).title;
      super(detail === undefined ? title : `${title}: ${detail}`, options);
      this.name = name;
      this.code = code;
      this.detail = detail;
    }

    get title(): string {
      return (table[this.code] as ErrorEntry).title;
    }

    get status(): number {
      return (table[this.code] as ErrorEntry).status ?? 500;
    }
  };
}
