/**
 * The log of the offsets of an upload: one line for each, written once the bytes before the offset are
 * durable. A line is torn only if it was not synced, so that its offset was not acknowledged.
 *
 * ```
 * 1048576 2026-11-29T05:43:13.000Z
 * ```
 */
const LINE = /(\d{1,16}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n/y;

export interface LoggedOffset {
  /** Bytes that are durable. */
  readonly offset: number;
  /** Milliseconds since the epoch; undefined in an empty log. */
  readonly at: number | undefined;
  /** Length of the valid lines, in bytes. */
  readonly logBytes: number;
}

export const offsetLine = (offset: number, at: number): string =>
  `${offset} ${new Date(at).toISOString()}\n`;

/** Reads the last valid line whose bytes the file has: `size` is its length. */
export function readOffsets(text: string, size: number): LoggedOffset {
  let last: LoggedOffset = { offset: 0, at: undefined, logBytes: 0 };
  LINE.lastIndex = 0;
  for (let line = LINE.exec(text); line; line = LINE.exec(text)) {
    const [, offset, at = ''] = line;
    if (Number(offset) > size) break;
    last = { offset: Number(offset), at: Date.parse(at), logBytes: LINE.lastIndex };
  }
  return last;
}
