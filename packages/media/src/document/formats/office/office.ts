import { defined } from '../../../defined.ts';
import { MediaError } from '../../../failures.ts';
import { noFields, readFields } from '../../containers/xml/fields.ts';
import { withZip, type Zip } from '../../containers/zip.ts';
import { cleanMetadata, singleLine } from '../../metadata.ts';
import type { Reader, Reading } from '../../reading.ts';
import { openText } from '../../text/writer.ts';
import { type DocumentType, documentTypeOf } from '../../types.ts';
import { isEncryptedPackage } from './encrypted.ts';
import type { MainPart } from './main-part.ts';
import { contentTypesOf, type Relationship, relationshipsOf } from './package.ts';
import { readPresentation } from './presentation.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import { readWordDocument } from './word.ts';

const OPENXML = 'application/vnd.openxmlformats-officedocument';

/** By the type of the main part. */
const families: Readonly<Partial<Record<DocumentType, MainPart>>> = {
  [`${OPENXML}.wordprocessingml.document`]: readWordDocument,
  [`${OPENXML}.spreadsheetml.sheet`]: readSpreadsheet,
  [`${OPENXML}.presentationml.presentation`]: readPresentation,
};

/** Reads Word, Excel and PowerPoint files (ECMA-376, strict and transitional). */
export const readOffice: Reader = async ({ path, textPath, mimeType }) =>
  (await isEncryptedPackage(path))
    ? { mimeType, metadata: { encrypted: true }, note: 'encrypted' }
    : readPackage(path, textPath);

const readPackage = (path: string, textPath: string): Promise<Reading> =>
  withZip(path, async (zip) => {
    const parts = await relationshipsOf(zip, '');
    const main = parts.find(({ type }) => type === 'officeDocument')?.target ?? '';
    const mainType = (await contentTypesOf(zip))(main) ?? '';
    const mimeType = documentTypeOf(mainType);
    const readMain = mimeType && families[mimeType];
    if (!mimeType || !readMain)
      throw new MediaError('format-unsupported', {
        detail: mainType || 'the package has no main part',
      });
    const writer = openText(textPath);
    const own = await readMain(zip, main, writer);
    const text = writer.close();
    const picture = await thumbnail(zip, parts);
    return {
      mimeType,
      metadata: {
        ...(await properties(zip, parts)),
        ...defined({ ...own, ...counted(zip.names) }),
      },
      text,
      ...(picture && { picture }),
    };
  });

/** ECMA-376, part 2, 8 (core properties) and part 1, 22.2 (extended properties). */
async function properties(zip: Zip, parts: readonly Relationship[]) {
  const [core, app] = ['core-properties', 'extended-properties'].map(
    (wanted) => parts.find(({ type, target }) => type === wanted && zip.has(target))?.target,
  );
  const said = core
    ? await readFields(zip.chunks(core), [
        ...['dc:title', 'dc:creator', 'dc:subject', 'dc:description', 'dc:language'],
        ...['cp:keywords', 'dcterms:created', 'dcterms:modified'],
      ])
    : noFields;
  const program = app
    ? await readFields(zip.chunks(app), ['app:Application', 'app:AppVersion', 'app:Pages'])
    : noFields;
  const producer = [program.first('app:Application'), program.first('app:AppVersion')];
  return {
    ...cleanMetadata({
      title: said.first('dc:title'),
      author: said.first('dc:creator'),
      subject: said.first('dc:subject'),
      description: said.first('dc:description'),
      keywords: said.all('cp:keywords'),
      language: said.first('dc:language'),
      created: said.first('dcterms:created'),
      modified: said.first('dcterms:modified'),
      producer: singleLine(producer.filter(Boolean).join(' ')),
    }),
    ...defined({ pages: count(program.first('app:Pages')) }),
  };
}

/** Parses a number of pages. */
function count(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number < 1e7 ? number : undefined;
}

/** Counts macros and embedded files, which are never run or opened. */
const counted = (names: readonly string[]) => ({
  scripts: names.filter((name) => /\/vbaProject\.bin$/i.test(name)).length,
  embeddedFiles: names.filter((name) => /\/embeddings\/[^/]+$/.test(name)).length,
});

async function thumbnail(zip: Zip, parts: readonly Relationship[]) {
  const target = parts.find(({ type }) => type === 'thumbnail')?.target;
  return target !== undefined && zip.has(target) ? zip.read(target) : undefined;
}
