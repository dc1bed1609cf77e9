import { FILENAME_BYTES } from '../limits.ts';

/** What a file is called that came without a name. */
const UNNAMED = 'unnamed';

/**
 * Control and format characters (those of bidirectional text are among the latter) and separators of
 * lines and paragraphs, without the joiners and tags that scripts and emoji are spelled with.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\u200C\u200D\u{E0020}-\u{E007F}]]/gv;

/**
 * A client's file name as it is kept: in any script, without folders, without control characters and
 * characters that change the direction or the line of what follows, bounded. It is only ever shown; no path or key is made of it.
 */
export function cleanFilename(sent: string | undefined): string {
  const name = (sent ?? '')
    // Browsers and curl send a quote in this form. https://html.spec.whatwg.org/#multipart-form-data
    .replaceAll('%22', '"')
    .replaceAll(/%0[DA]/gi, '')
    .toWellFormed()
    .replaceAll(INVISIBLE, '')
    .split(/[/\\]/)
    .at(-1)!
    .trim();
  return name === '.' || name === '..' ? UNNAMED : bounded(name) || UNNAMED;
}

/** Cuts between characters, and keeps a short extension. */
function bounded(name: string): string {
  if (Buffer.byteLength(name) <= FILENAME_BYTES) return name;
  const extension = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  const room = FILENAME_BYTES - Buffer.byteLength(extension);
  const kept = new TextDecoder().decode(Buffer.from(name).subarray(0, room));
  return kept.replace(/\uFFFD+$/u, '') + extension;
}
