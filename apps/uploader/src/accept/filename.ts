import { FILENAME_BYTES } from '../limits.ts';

/** What a file is called that came without a name. */
const UNNAMED = 'unnamed';

/**
 * A client's file name as it is kept: in any script, without folders, without control characters,
 * bounded. It is only ever shown; no path or key is made of it.
 */
export function cleanFilename(sent: string | undefined): string {
  const name = (sent ?? '')
    // Browsers and curl send a quote in this form. https://html.spec.whatwg.org/#multipart-form-data
    .replaceAll('%22', '"')
    .replaceAll(/%0[DA]/gi, '')
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '')
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
