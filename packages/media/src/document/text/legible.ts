/** Line ends of other systems, and Unicode's own (UAX 14: PS, LS, NEL), are all written as LF. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\f\v]/g;

/** Control characters but tab and LF, and the marks that turn the direction of what follows them. */
const ILLEGIBLE = /[[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]--[\t\n]]+/gv;

/** A text without what has no shape. */
export const legible = (text: string): string =>
  text.replaceAll(LINE_ENDS, '\n').replaceAll(ILLEGIBLE, '');
