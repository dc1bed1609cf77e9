import { appendFileSync, writeFileSync } from 'node:fs';
import { limits } from '../limits.ts';
import { excerptOf } from './excerpt.ts';
import { legible } from './legible.ts';

/** The text of a document, in a file of UTF-8. */
export interface WrittenText {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Its first characters, cleaned; empty where there is no text. */
  readonly excerpt: string;
  /** Whether there was more than is kept. */
  readonly truncated: boolean;
}

export interface TextWriter {
  /** Appends. False once there is room for no more, so that a reader may stop. */
  write(text: string): boolean;
  close(): WrittenText;
}

const BUFFERED_CHARACTERS = 2 ** 16;

/** Twice the excerpt: much of what comes first may be white space. */
const HEAD_CHARACTERS = limits.text.excerptCharacters * 2;

/**
 * Writes a text into a file up to a limit. Synchronously: it is called out of parsers' callbacks, in
 * a process that does nothing else. No descriptor is held in between, as a reader that gives up on a
 * document never closes its text.
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

  return {
    write(text) {
      if (truncated) return false;
      // The two halves of a CR LF may come one after the other.
      const whole = carried + text;
      carried = whole.endsWith('\r') ? '\r' : '';
      const clean = legible(carried ? whole.slice(0, -1) : whole);
      if (head.length < HEAD_CHARACTERS)
        head = excerptOf(head + clean.slice(0, HEAD_CHARACTERS), HEAD_CHARACTERS);
      pending += clean;
      if (pending.length >= BUFFERED_CHARACTERS) flush();
      return !truncated;
    },
    close() {
      flush();
      return { path, size, excerpt: excerptOf(head).trim(), truncated };
    },
  };
}

/** How many bytes up to `most` end with a whole character: RFC 3629, 3, a byte `10xxxxxx` goes on. */
function wholeCharacters(bytes: Uint8Array, most: number): number {
  let end = Math.min(most, bytes.length);
  while (end > 0 && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return end;
}
