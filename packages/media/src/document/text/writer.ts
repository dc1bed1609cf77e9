import { appendFileSync, writeFileSync } from 'node:fs';
import { limits } from '../limits.ts';
import { excerptOf } from './excerpt.ts';
import { sanitize } from './sanitize.ts';

/** The text of a document in a UTF-8 file. */
export interface WrittenText {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The sanitized first characters. Empty without text. */
  readonly excerpt: string;
  /** Whether text was omitted because of the limit. */
  readonly truncated: boolean;
}

export interface TextWriter {
  /** Appends text. Returns false when the limit is reached, so that a reader can stop. */
  write(text: string): boolean;
  /** Ends a page, slide or sheet that another one follows. */
  breakPage(): boolean;
  close(): WrittenText;
}

/** Form feed, which separates the pages of a text rendition. No other form feed is in it. */
const PAGE_BREAK = '\f';

const BUFFERED_CHARACTERS = 2 ** 16;

/** Twice the excerpt, as much of it may be white space. */
const HEAD_CHARACTERS = limits.text.excerptCharacters * 2;

/**
 * Writes text to a file up to a limit. Synchronous, as it is called from parser callbacks in a
 * dedicated process. Keeps no file open, as a reader that fails does not close it.
 */
export function openText(path: string, maxBytes: number = limits.text.maxBytes): TextWriter {
  writeFileSync(path, '');
  let size = 0;
  let head = '';
  let pending = '';
  let carried = '';
  let truncated = false;

  function flush(): void {
    const bytes = Buffer.from(pending);
    pending = '';
    const room = maxBytes - size;
    truncated ||= bytes.length > room;
    const kept = bytes.subarray(0, wholeCharacters(bytes, room));
    appendFileSync(path, kept);
    size += kept.length;
  }

  function append(clean: string): boolean {
    if (head.length < HEAD_CHARACTERS)
      head = excerptOf(head + clean.slice(0, HEAD_CHARACTERS), HEAD_CHARACTERS);
    pending += clean;
    if (pending.length >= BUFFERED_CHARACTERS) flush();
    return !truncated;
  }

  return {
    write(text) {
      if (truncated) return false;
      // A CR LF or a surrogate pair may be split over two writes.
      const whole = carried + text;
      carried = /[\r\ud800-\udbff]$/.exec(whole)?.[0] ?? '';
      return append(sanitize(carried ? whole.slice(0, -1) : whole));
    },
    breakPage() {
      if (truncated) return false;
      carried = '';
      return append(PAGE_BREAK);
    },
    close() {
      flush();
      return { path, size, excerpt: excerptOf(head).trim(), truncated };
    },
  };
}

/**
 * Returns the number of bytes up to `most` that end with a complete character. A byte `10xxxxxx`
 * continues a character (RFC 3629, 3).
 */
function wholeCharacters(bytes: Uint8Array, most: number): number {
  let end = Math.min(most, bytes.length);
  while (end > 0 && isContinuation(bytes[end])) end -= 1;
  return end;
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;
