import { posix } from 'node:path';
import { defined } from '../../defined.ts';
import { MediaError } from '../../failures.ts';
import { readFields } from '../containers/xml/fields.ts';
import { parseXml } from '../containers/xml/parse.ts';
import { withZip, type Zip } from '../containers/zip.ts';
import { cleanMetadata } from '../metadata.ts';
import type { Reader } from '../reading.ts';
import { createHtmlText } from '../text/html.ts';
import { openText, type TextWriter } from '../text/writer.ts';

const MIME_TYPE = 'application/epub+zip';

/** Reads EPUB 2 and 3: the package document, and the chapters in the order of the spine. */
export const readEpub: Reader = ({ path, textPath }) =>
  withZip(path, async (zip) => {
    const book = await readPackage(zip, await packageDocument(zip));
    const encrypted = await encryptedParts(zip);
    const metadata = { ...book.metadata, ...defined({ scripts: book.scripts }) };
    if (book.chapters.some((chapter) => encrypted.has(chapter) || zip.isEncrypted(chapter))) {
      return { mimeType: MIME_TYPE, metadata: { ...metadata, encrypted: true }, note: 'encrypted' };
    }
    const writer = openText(textPath);
    for (const chapter of book.chapters) {
      if (zip.has(chapter) && !(await writeChapter(zip, chapter, writer))) break;
    }
    const text = writer.close();
    const picture = book.cover && zip.has(book.cover) ? await zip.read(book.cover) : undefined;
    return { mimeType: MIME_TYPE, metadata, text, ...(picture && { picture }) };
  });

/** Returns the path of the package document (EPUB 3.3, 4.2.6.3.1). */
async function packageDocument(zip: Zip): Promise<string> {
  let path: string | undefined;
  await parseXml(zip.chunks('META-INF/container.xml'), {
    open(name, attribute) {
      if (name === 'container:rootfile') path ??= attribute('full-path');
    },
  });
  if (path === undefined)
    throw new MediaError('corrupt', { detail: 'the container names no package document' });
  return path;
}

interface Item {
  readonly href: string;
  readonly mediaType: string;
  readonly properties: readonly string[];
}

/** Reads metadata, manifest and spine (EPUB 3.3, 5). EPUB 2 names its cover in a `meta` element. */
async function readPackage(zip: Zip, path: string) {
  const items = new Map<string, Item>();
  const spine: string[] = [];
  let coverId: string | undefined;
  const said = await readFields(
    zip.chunks(path),
    [
      ...['dc:title', 'dc:creator', 'dc:subject', 'dc:description', 'dc:language', 'dc:date'],
      ...['dc:publisher'],
    ],
    (name, attribute) => {
      if (name === 'opf:itemref') spine.push(attribute('idref') ?? '');
      if (name === 'opf:meta' && attribute('name') === 'cover') coverId = attribute('content');
      if (name !== 'opf:item') return;
      items.set(attribute('id') ?? '', {
        href: posix.join(posix.dirname(path), unescaped(attribute('href') ?? '')),
        mediaType: attribute('media-type') ?? '',
        properties: (attribute('properties') ?? '').split(/\s+/),
      });
    },
  );
  const all = [...items.values()];
  const cover =
    all.find(({ properties }) => properties.includes('cover-image')) ?? items.get(coverId ?? '');
  return {
    metadata: cleanMetadata({
      title: said.first('dc:title'),
      author: said.all('dc:creator').join(', '),
      description: said.first('dc:description'),
      keywords: said.all('dc:subject'),
      language: said.first('dc:language'),
      created: said.first('dc:date'),
      publisher: said.first('dc:publisher'),
    }),
    cover: cover?.href,
    chapters: spine.flatMap((id) => items.get(id)?.href ?? []),
    scripts: all.filter(
      ({ mediaType, properties }) =>
        properties.includes('scripted') || /\b(?:java|ecma)script\b/.test(mediaType),
    ).length,
  };
}

/** Decodes percent-encoding in a path (EPUB 3.3, 4.2.3). Invalid encodings are left unchanged. */
function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Returns the encrypted parts (EPUB 3.3, 4.2.6.3.2), including obfuscated fonts. */
async function encryptedParts(zip: Zip): Promise<Set<string>> {
  const parts = new Set<string>();
  if (!zip.has('META-INF/encryption.xml')) return parts;
  await parseXml(zip.chunks('META-INF/encryption.xml'), {
    open(name, attribute) {
      if (name === 'enc:CipherReference') parts.add(unescaped(attribute('URI') ?? ''));
    },
  });
  return parts;
}

/** @returns whether the writer accepts more text */
async function writeChapter(zip: Zip, chapter: string, writer: TextWriter): Promise<boolean> {
  const page = createHtmlText(writer);
  const decoder = new TextDecoder();
  for await (const chunk of zip.chunks(chapter))
    page.write(decoder.decode(chunk, { stream: true }));
  page.end();
  return writer.write('\n');
}
