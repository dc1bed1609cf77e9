import { defined } from '../../defined.ts';
import { MediaError } from '../../failures.ts';
import { readFields } from '../containers/xml/fields.ts';
import { parseXml } from '../containers/xml/parse.ts';
import { type TextRules, writeOptionalText, writeXmlText } from '../containers/xml/text.ts';
import { withZip, type Zip } from '../containers/zip.ts';
import { cleanMetadata } from '../metadata.ts';
import type { Reader } from '../reading.ts';
import { openText } from '../text/writer.ts';
import { documentTypeOf } from '../types.ts';

const PREFIX = 'application/vnd.oasis.opendocument.';
const FORMATS = ['text', 'spreadsheet', 'presentation'];

/**
 * OpenDocument 1.3, part 3, 5, 6 and 14.3: paragraphs, white space, elements that are not text, and notes
 * and comments, which would interrupt it.
 */
const rules: TextRules = {
  take: ['text:p', 'text:h'],
  skip: [
    'text:tracked-changes',
    'text:note-citation',
    'office:forms',
    'office:scripts',
    'style:style',
  ],
  before: { 'text:s': ' ', 'text:tab': '\t', 'text:line-break': '\n' },
  after: { 'text:p': '\n', 'text:h': '\n' },
  defer: ['text:note-body', 'office:annotation'],
  parts: ['draw:page', 'table:table'],
};

/** The rules for tables, in which cells end paragraphs. */
const tableRules: TextRules = {
  ...rules,
  after: { 'table:table-cell': '\t', 'table:table-row': '\n' },
};

/** Reads OpenDocument texts, spreadsheets and presentations. */
export const readOdf: Reader = ({ path, textPath }) =>
  withZip(path, async (zip) => {
    const said = (await zip.read('mimetype')).toString('latin1').trim();
    const mimeType = documentTypeOf(said);
    const format = mimeType?.replace(PREFIX, '') ?? said;
    if (!mimeType || !FORMATS.includes(format))
      throw new MediaError('format-unsupported', { detail: format });
    if (await isEncrypted(zip)) {
      return { mimeType, metadata: { encrypted: true }, note: 'encrypted' };
    }
    const writer = openText(textPath);
    let pages = 0;
    await writeXmlText(
      zip.chunks('content.xml'),
      format === 'spreadsheet' ? tableRules : rules,
      writer,
      (name) => {
        const isPage = name === 'draw:page' || (format === 'spreadsheet' && name === 'table:table');
        if (!isPage) return;
        if (pages > 0) writer.breakPage();
        pages += 1;
      },
    );
    // Headers and footers (part 3, 16.9). Those of spreadsheets and presentations are placeholders.
    if (format === 'text' && zip.has('styles.xml'))
      await writeOptionalText(zip.chunks('styles.xml'), rules, writer);
    const text = writer.close();
    const described = zip.has('meta.xml') ? await readMeta(zip) : {};
    const picture = zip.has(THUMBNAIL) ? await zip.read(THUMBNAIL) : undefined;
    return {
      mimeType,
      metadata: {
        ...described,
        ...defined({
          ...(format === 'presentation' && { pages }),
          ...(format === 'spreadsheet' && { sheets: pages }),
          ...counted(zip.names),
        }),
      },
      text,
      ...(picture && { picture }),
    };
  });

/** Part 2, 3.7. */
const THUMBNAIL = 'Thumbnails/thumbnail.png';

/** Whether files are encrypted, by the manifest, which is not encrypted (part 2, 4.8). */
async function isEncrypted(zip: Zip): Promise<boolean> {
  if (zip.isEncrypted('content.xml')) return true;
  const manifest = 'META-INF/manifest.xml';
  let found = false;
  if (!zip.has(manifest)) return false;
  await parseXml(zip.chunks(manifest), {
    open(name) {
      found ||= name === 'manifest:encryption-data';
    },
  });
  return found;
}

/** Part 3, 4.3. */
async function readMeta(zip: Zip) {
  let pages: number | undefined;
  const said = await readFields(
    zip.chunks('meta.xml'),
    [
      ...['dc:title', 'dc:creator', 'meta:initial-creator', 'dc:subject', 'dc:description'],
      ...['meta:keyword', 'dc:language', 'meta:creation-date', 'dc:date', 'meta:generator'],
    ],
    (name, attribute) => {
      if (name === 'meta:document-statistic') pages = Number(attribute('meta:page-count'));
    },
  );
  return {
    ...cleanMetadata({
      title: said.first('dc:title'),
      author: said.first('meta:initial-creator') ?? said.first('dc:creator'),
      subject: said.first('dc:subject'),
      description: said.first('dc:description'),
      keywords: said.all('meta:keyword'),
      language: said.first('dc:language'),
      created: said.first('meta:creation-date'),
      modified: said.first('dc:date'),
      producer: said.first('meta:generator'),
    }),
    ...defined({
      pages: pages !== undefined && pages > 0 && pages < 1e7 ? pages : undefined,
    }),
  };
}

/**
 * Counts scripts and macro libraries (part 3, 3.13) and objects, which have separate folders (part 2,
 * 3.2).
 */
function counted(names: readonly string[]) {
  const objects = names.map((name) => /^(?:\.\/)?(Object \d+)\//.exec(name)?.[1]).filter(Boolean);
  return {
    scripts: names.filter((name) =>
      /^(?:Basic\/.+\/(?!script-lb\.xml).+\.xml|Scripts\/.+[^/])$/.test(name),
    ).length,
    embeddedFiles: new Set(objects).size,
  };
}
