import { posix } from 'node:path';
import { Parser } from 'htmlparser2';
import type { Zip } from '../containers/zip.ts';

/** Returns the first cover of the book: a picture, or the picture of a page. */
export async function coverOf(zip: Zip, paths: readonly string[]): Promise<Uint8Array | undefined> {
  for (const path of paths.filter((each) => zip.has(each))) {
    const isPage = /\.(?:x?html?|xml)$/i.test(path);
    const picture = isPage ? await pictureOn(zip, path) : path;
    if (picture !== undefined && zip.has(picture)) return zip.read(picture);
  }
  return undefined;
}

/** Returns the path of the first picture of a page, in HTML or SVG. */
async function pictureOn(zip: Zip, page: string): Promise<string | undefined> {
  let found: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'img') found ??= attributes.src;
      if (name === 'image') found ??= attributes['xlink:href'] ?? attributes.href;
    },
  });
  parser.end((await zip.read(page)).toString());
  return found === undefined ? undefined : posix.join(posix.dirname(page), unescaped(found));
}

/** Decodes percent-encoding in a path (EPUB 3.3, 4.2.3). Invalid encodings are left unchanged. */
export function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
