/** One line of an error table. */
export interface ErrorEntry {
  /** The HTTP status it is answered with, where it can reach a client. */
  readonly status?: number;
  /** What happened, in a sentence that never changes from one occurrence to the next. */
  readonly title: string;
}

/** What an error may carry beside its code. */
export interface ErrorDetails extends ErrorOptions {
  /** What happened this time and what to do about it. */
  readonly detail?: string;
}

/**
 * Makes a package's error class from its table. Errors are told apart by `code`, never by message.
 *
 * @example
 * const table = { 'empty-file': { status: 400, title: 'The file is empty' } } as const;
 * export class UploadError extends errorTable('UploadError', table) {}
 * throw new UploadError('empty-file', { detail: 'a.jpg has 0 bytes', cause });
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
