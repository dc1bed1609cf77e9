/** Line ends, including Unicode's (UAX 14: PS, LS, NEL), which are replaced by LF. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\f\v]/g;

/** Control characters except tab and LF, and bidirectional control characters. */
const UNSAFE = /[[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]--[\t\n]]+/gv;

/** Normalises line ends and removes control characters. */
export const sanitize = (text: string): string =>
  text.replaceAll(LINE_ENDS, '\n').replaceAll(UNSAFE, '');
