import { posix } from 'node:path';
import { TextDecoder } from 'node:util';
import { defined } from '../../defined.ts';
import { MediaError } from '../../failures.ts';
import { readFields } from '../containers/xml/fields.ts';
import { decoderOf, parseXml } from '../containers/xml/parse.ts';
import { withZip, type Zip } from '../containers/zip.ts';
import { cleanMetadata } from '../metadata.ts';
import type { Reader } from '../reading.ts';
import { createHtmlText } from '../text/html.ts';
import { openText, type TextWriter } from '../text/writer.ts';
import { coverOf, unescaped } from './epub-cover.ts';

const MIME_TYPE = 'application/epub+zip';

/** Reads EPUB 2 and 3 and Open eBook 1.2: the package document, and the chapters in order of the spine. */
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
    const picture = await coverOf(zip, book.covers);
    return {
      mimeType: MIME_TYPE,
      metadata,
      text,
      ...(picture && { picture }),
      ...(text.excerpt === '' && { note: 'text-missing' }),
    };
  });

/** Returns the name of an element of the vocabulary, which some books do not declare. */
const localName = (name: string): string => name.replace(/^(?:opf|container):/, '');

/** Returns the path of the package document (EPUB 3.3, 4.2.6.3.1). */
async function packageDocument(zip: Zip): Promise<string> {
  let path: string | undefined;
  await parseXml(zip.chunks('META-INF/container.xml'), {
    open(name, attribute) {
      if (localName(name) === 'rootfile') path ??= attribute('full-path');
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

/** Dublin Core's elements, which Open eBook 1.2 writes with a capital. */
const ELEMENTS = ['title', 'creator', 'subject', 'description', 'language', 'date', 'publisher'];
const capital = (name: string) => `dc:${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Reads metadata, manifest, spine and guide (EPUB 3.3, 5; Open Packaging Format 2.0.1, 2). */
async function readPackage(zip: Zip, path: string) {
  const items = new Map<string, Item>();
  const spine: string[] = [];
  const guided: string[] = [];
  let coverId: string | undefined;
  const pathOf = (href = '') =>
    posix.join(posix.dirname(path), unescaped(href.replace(/#.*$/, '')));
  const said = await readFields(
    zip.chunks(path),
    ELEMENTS.flatMap((name) => [`dc:${name}`, capital(name)]),
    (element, attribute) => {
      const name = localName(element);
      if (name === 'itemref') spine.push(attribute('idref') ?? '');
      if (name === 'meta' && attribute('name') === 'cover') coverId = attribute('content');
      if (name === 'reference' && /cover/i.test(attribute('type') ?? ''))
        guided.push(pathOf(attribute('href')));
      if (name !== 'item') return;
      items.set(attribute('id') ?? '', {
        href: pathOf(attribute('href')),
        mediaType: attribute('media-type') ?? '',
        properties: (attribute('properties') ?? '').split(/\s+/),
      });
    },
  );
  const all = [...items.values()];
  const each = (name: string) => [...said.all(`dc:${name}`), ...said.all(capital(name))];
  const pages = all.filter(({ mediaType }) => /html|oeb1-document/.test(mediaType));
  const chapters = spine.flatMap((id) => items.get(id)?.href ?? []);
  return {
    metadata: cleanMetadata({
      title: each('title')[0],
      author: each('creator').join(', '),
      description: each('description')[0],
      keywords: each('subject'),
      language: each('language')[0],
      created: each('date')[0],
      publisher: each('publisher')[0],
    }),
    covers: [
      ...all.filter(({ properties }) => properties.includes('cover-image')).map(({ href }) => href),
      // The id of an item, or its path.
      ...(coverId === undefined ? [] : [items.get(coverId)?.href ?? pathOf(coverId)]),
      ...guided,
    ],
    chapters: chapters.length > 0 ? chapters : pages.map(({ href }) => href),
    scripts: all.filter(
      ({ mediaType, properties }) =>
        properties.includes('scripted') || /\b(?:java|ecma)script\b/.test(mediaType),
    ).length,
  };
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
  let decoder: TextDecoder | undefined;
  for await (const chunk of zip.chunks(chapter)) {
    decoder ??= decoderOfChapter(chunk);
    page.write(decoder.decode(chunk, { stream: true }));
  }
  page.end();
  return writer.write('\n');
}

/** Reads a chapter whose declared encoding is unknown as UTF-8. */
function decoderOfChapter(first: Uint8Array): TextDecoder {
  try {
    return decoderOf(first);
  } catch {
    return new TextDecoder();
  }
}
