import { FILENAME_BYTES } from '../limits.ts';

/** The name of a file that was sent without one. */
const UNNAMED = 'unnamed';

/**
 * Control and format characters, including those for bidirectional text, and line and paragraph
 * separators, except the joiners and tags that scripts and emoji need.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\u200C\u200D\u{E0020}-\u{E007F}]]/gv;

/**
 * Cleans a client's file name: any script, no folders, no control characters or characters that
 * change the direction or line of the text, bounded length. The name is only displayed, never part of
 * a path or an object key.
 */
export function cleanFilename(sent: string | undefined): string {
  const name = (sent ?? '')
    // Browsers and curl escape a quote this way. https://html.spec.whatwg.org/#multipart-form-data
    .replaceAll('%22', '"')
    .replaceAll(/%0[DA]/gi, '')
    .toWellFormed()
    .replaceAll(INVISIBLE, '')
    .replace(/^.*[/\\]/s, '')
    .trim();
  return name === '.' || name === '..' ? UNNAMED : bounded(name) || UNNAMED;
}

/** Truncates between characters, and keeps a short extension. */
function bounded(name: string): string {
  if (Buffer.byteLength(name) <= FILENAME_BYTES) return name;
  const extension = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  const room = FILENAME_BYTES - Buffer.byteLength(extension);
  const kept = new TextDecoder().decode(Buffer.from(name).subarray(0, room));
  return kept.replace(/\uFFFD+$/u, '') + extension;
}
