import type { ExportedItem } from '../schemas/export.ts';

/** The file with all that the owner has added, at the top of an export. */
export const MANIFEST_NAME = 'manifest.json';

/** Bytes in UTF-8 of a name without its addition: file systems take 255. */
const NAME_BYTES = 180;

/** Characters that Windows, macOS or Linux do not accept in a name, and control and format characters. */
const UNSAFE =
  /[<>:"\/\\\|?*]|[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]--[\u200C\u200D\u{E0020}-\u{E007F}]]/gv;

/** @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Turns a text into a name that every file system takes. Its script, case and extension stay. */
export function safeName(text: string): string {
  const name = text
    .normalize('NFC')
    .replaceAll(UNSAFE, '_')
    .replace(/^[\s.]+/u, '')
    .replace(/[\s.]+$/u, '');
  return bounded(name === '' ? '_' : name.replace(RESERVED, '$&_'));
}

function bounded(name: string): string {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= NAME_BYTES) return name;
  const { extension } = split(name);
  const room = NAME_BYTES - new TextEncoder().encode(extension).length;
  const kept = new TextDecoder().decode(bytes.subarray(0, room));
  return kept.replace(/[\uFFFD\s.]+$/u, '') + extension;
}

/** A short extension, and what is before it. */
function split(name: string): { stem: string; extension: string } {
  const extension = /\.[^.\s]{1,10}$/u.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** The sidecar of an original: most programs look for it under this name. */
export const sidecarOf = (path: string): string => `${path}.xmp`;

/**
 * Gives each item a path of its own, by year and month, or in one folder. Names that differ by case or
 * by Unicode's normal form alone are the same, as they are on macOS and Windows. The first item keeps a
 * name; a later one has the first digits of its id in it.
 *
 * @param folder the name of the one folder
 */
export function createPaths(folder?: string) {
  const used = new Set([keyOf(MANIFEST_NAME)]);
  const chosen = folder === undefined ? undefined : safeName(folder);
  const top = chosen !== undefined && used.has(keyOf(chosen)) ? `${chosen}_` : chosen;

  return ({ id, date, filename }: Pick<ExportedItem, 'id' | 'date'> & { filename: string }) => {
    const below = top ?? `${date.slice(0, 4)}/${date.slice(5, 7)}`;
    const { stem, extension } = split(safeName(filename));
    const names = ['', ` (${id.slice(0, 8)})`, ` (${id})`].map(
      (digits) => stem + digits + extension,
    );
    const isFree = (path: string) =>
      ![path, sidecarOf(path), path.replace(/\.xmp$/i, '')].some((one) => used.has(keyOf(one)));
    const path =
      names.map((name) => `${below}/${name}`).find(isFree) ?? `${below}/${id}${extension}`;
    used.add(keyOf(path));
    return path;
  };
}

const keyOf = (path: string): string => path.normalize('NFKC').toLowerCase();
