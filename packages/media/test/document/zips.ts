import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** A part of a zip by its name; in the order in which they are written. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Names that are stored as they are, as EPUB OCF 3.3, 4.2 and ODF 1.3, part 2, 3.3 ask of `mimetype`. */
const STORED = ['mimetype'];

/** Writes a zip; all of its dates are the same, so the same parts give the same bytes. */
export function zip(parts: Parts): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, part] of Object.entries(parts)) {
    const mtime = new Date(2024, 0, 1);
    // Quickly: some of the parts are large, to see who unpacks them.
    const options = STORED.includes(name)
      ? { mtime, compress: false }
      : { mtime, compressionLevel: 1 };
    file.addBuffer(Buffer.from(part as string), name, options);
  }
  file.end();
  return buffer(file.outputStream);
}

/** The parts of a zip, but for its folders. */
export async function unpack(file: Buffer): Promise<Record<string, Buffer>> {
  const parts: Record<string, Buffer> = {};
  const archive = await fromBufferPromise(file);
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    parts[entry.fileName] = await buffer(await archive.openReadStreamPromise(entry));
  }
  return parts;
}

/** A word document with these words for its body; what is not text is passed on as bytes. */
export const wordDocument = (body: string | Uint8Array, doctype = ''): Promise<Buffer> =>
  zip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override' +
      ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"' +
      ' Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    'word/document.xml': Buffer.concat([
      Buffer.from(
        `${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`,
      ),
      Buffer.from(body as string),
      Buffer.from('</w:document>'),
    ]),
  });

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The relationships of a part: targets by type. The ids are `r1`, `r2` and so on. */
export const relationships = (targets: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="${RELATIONSHIPS}">${targets
    .map(
      ([type, target], at) =>
        `<Relationship Id="r${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** The parts of a package that lead to its main part. */
export const packageParts = (main: string, type: string): Parts => ({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override' +
    ` PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  '_rels/.rels': relationships([['officeDocument', main]]),
});
