/** A token of RTF: Rich Text Format Specification 1.9.1, "RTF syntax". */
export type Token =
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  /** A control word or symbol, such as `par`, `u` with 8364, `~`; `*` marks what may be ignored. */
  | { readonly type: 'control'; readonly word: string; readonly number: number | undefined }
  /** Characters as bytes, in the encoding that is in force. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array };

const [OPEN, CLOSE, BACKSLASH, QUOTE, SPACE, MINUS] = [...Buffer.from("{}\\' -")];

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Maximum length of a control word or number of the specification. Longer ones are cut. */
const MAX_WORD = 32;
const MAX_DIGITS = 10;

/** Tokenises RTF. Skips bytes after `\bin`, and line ends, which have no meaning. */
export function* tokens(file: Uint8Array): Generator<Token> {
  let at = 0;
  while (at < file.length) {
    const byte = file[at];
    if (byte === OPEN || byte === CLOSE) {
      yield byte === OPEN ? { type: 'open' } : { type: 'close' };
      at += 1;
    } else if (byte === BACKSLASH) {
      const { token, next } = control(file, at + 1);
      yield token;
      const isBinary = token.type === 'control' && token.word === 'bin';
      at = next + (isBinary ? Math.max(0, token.number ?? 0) : 0);
    } else if (byte === 10 || byte === 13) {
      at += 1;
    } else {
      const start = at;
      while (at < file.length && !isSpecial(file[at])) at += 1;
      yield { type: 'bytes', bytes: file.subarray(start, at) };
    }
  }
}

const isSpecial = (byte: number | undefined): boolean =>
  byte === OPEN || byte === CLOSE || byte === BACKSLASH || byte === 10 || byte === 13;

function control(file: Uint8Array, start: number): { token: Token; next: number } {
  let at = start;
  if (file[at] === QUOTE) {
    const value = Number.parseInt(
      Buffer.from(file.subarray(at + 1, at + 3)).toString('latin1'),
      16,
    );
    const bytes = Number.isNaN(value) ? new Uint8Array(0) : Uint8Array.of(value);
    return { token: { type: 'bytes', bytes }, next: at + 3 };
  }
  if (!isLetter(file[at])) {
    const word = String.fromCharCode(...file.subarray(at, at + 1));
    return { token: { type: 'control', word, number: undefined }, next: at + 1 };
  }
  while (isLetter(file[at]) && at - start < MAX_WORD) at += 1;
  const word = Buffer.from(file.subarray(start, at)).toString('latin1');
  const digitsAt = at;
  if (file[at] === MINUS && isDigit(file[at + 1])) at += 1;
  while (isDigit(file[at]) && at - digitsAt <= MAX_DIGITS) at += 1;
  const digits = Buffer.from(file.subarray(digitsAt, at)).toString('latin1');
  const number = digits === '' ? undefined : Number(digits);
  // A space after a control word is part of the word.
  return { token: { type: 'control', word, number }, next: file[at] === SPACE ? at + 1 : at };
}
