import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export const LOG_LIMITS = {
  /** Maximum file size. A full file is renamed to `<path>.1`, replacing the previous one. */
  fileBytes: 20 * 2 ** 20,
  /** Maximum number of characters waiting to be written. Further lines are dropped. */
  pendingCharacters: 4 * 2 ** 20,
} as const;

/** Writes one JSON line with its source, the part of the cloud that logs it. */
export type Log = (source: string, line: string | object) => void;

export interface LogFile {
  readonly log: Log;
  /** Resolves when all lines so far are written or dropped. */
  close(): Promise<void>;
}

/**
 * Opens the log of the whole cloud, in which an upload's ULID can be followed from the cell to the
 * function.
 *
 * The log never fails: lines that cannot be written (full disk, removed folder) are dropped and
 * counted, and the count is logged as soon as writing works again. The file is opened for each batch of
 * lines, which makes it anew where somebody has removed it.
 */
export function openLog(
  path: string,
  limits: { readonly [Name in keyof typeof LOG_LIMITS]: number } = LOG_LIMITS,
): LogFile {
  let pending: string[] = [];
  let pendingCharacters = 0;
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function writePending(): Promise<void> {
    while (pending.length > 0) {
      const lines = pending;
      pending = [];
      pendingCharacters = 0;
      const lost = dropped;
      const notice =
        lost > 0 ? [toLine('local', { message: 'log lines dropped', lines: lost })] : [];
      try {
        await append(path, [...notice, ...lines].join(''), limits.fileBytes);
        dropped -= lost;
      } catch {
        dropped += lines.length;
      }
    }
    writing = undefined;
  }

  return {
    log(source, line) {
      const text = toLine(source, typeof line === 'string' ? { message: line } : line);
      if (pendingCharacters + text.length > limits.pendingCharacters) {
        dropped++;
        return;
      }
      pending.push(text);
      pendingCharacters += text.length;
      writing ??= writePending();
    },
    close: async () => writing,
  };
}

function toLine(source: string, line: object): string {
  const time = new Date().toISOString();
  try {
    return `${JSON.stringify({ time, ...line, source })}\n`;
  } catch (error) {
    // A circular object or a BigInt.
    return `${JSON.stringify({ time, message: 'unserializable log line', error: `${error}`, source })}\n`;
  }
}

/** Appends the whole text or nothing. @throws the file system's error */
async function append(path: string, text: string, maxBytes: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let file = await open(path, 'a', 0o600);
  try {
    let { size } = await file.stat();
    if (size > 0 && size + Buffer.byteLength(text) > maxBytes) {
      await rename(path, `${path}.1`);
      await file.close();
      file = await open(path, 'a', 0o600);
      size = 0;
    }
    try {
      await file.appendFile(text);
    } catch (error) {
      // A full disk may store only the beginning of a text. Truncate it, as half a line is not valid
      // JSON.
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}
