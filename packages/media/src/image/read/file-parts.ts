import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that can be read in parts, such as a file of which only some parts are needed. */
export interface Parts {
  readonly size: number;
  /** Returns at most `length` bytes, fewer at the end. */
  readonly read: (at: number, length: number) => Buffer;
}

/**
 * Opens a file for a reader of many small parts. Synchronous, as a decoder process has nothing else to do,
 * and thousands of parts would take seconds otherwise.
 */
export function withParts<Result>(path: string, use: (parts: Parts) => Result): Result {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return use({
      size,
      read: (at, length) => {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
        return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, at));
      },
    });
  } finally {
    closeSync(file);
  }
}

export const partsOf = (bytes: Buffer): Parts => ({
  size: bytes.length,
  read: (at, length) => bytes.subarray(at, at + length),
});
