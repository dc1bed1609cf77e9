import { parseXml } from '../../containers/xml/parse.ts';
import type { Zip } from '../../containers/zip.ts';
import { limits } from '../../limits.ts';
import type { TextWriter } from '../../text/writer.ts';
import type { MainPart } from './main-part.ts';
import { type NumberFormats, readNumberFormats } from './number-formats.ts';
import { relationshipsOf } from './package.ts';
import { writeRelated } from './related-parts.ts';

/**
 * Writes the sheets in order (ECMA-376, part 1, 18.2.20): one line per row, cells separated by tabs,
 * then comments, charts and text boxes. Page breaks separate sheets.
 */
export const readSpreadsheet: MainPart = async (zip, part, writer) => {
  const sheets: { id: string; name: string }[] = [];
  let has1904Dates = false;
  await parseXml(zip.chunks(part), {
    open(element, attribute) {
      if (element === 's:workbookPr')
        has1904Dates = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (element !== 's:sheet') return;
      sheets.push({ id: attribute('r:id') ?? '', name: attribute('name') ?? '' });
    },
  });
  const relationships = await relationshipsOf(zip, part);
  const strings = relationships.find(({ type }) => type === 'sharedStrings')?.target;
  const shared = strings === undefined ? [] : await readShared(zip, strings);
  const styles = relationships.find(({ type }) => type === 'styles')?.target;
  const format = await readNumberFormats(zip, styles, has1904Dates);
  for (const [index, { id, name }] of sheets.entries()) {
    if (index > 0) writer.breakPage();
    const sheet = relationships.find((each) => each.id === id && each.type === 'worksheet');
    if (!writer.write(`${name}\n`)) break;
    if (!sheet) continue;
    if (!(await writeSheet(zip, sheet.target, shared, format, writer))) break;
    await writeRelated(zip, sheet.target, writer);
  }
  return { sheets: sheets.length };
};

/**
 * Reads the shared strings (18.4.8). Each `si` is a text or a list of runs; `rPh` is phonetic and
 * skipped.
 */
async function readShared(zip: Zip, part: string): Promise<string[]> {
  const shared: string[] = [];
  let characters = 0;
  let item = '';
  let taken = false;
  let pronounced = false;
  await parseXml(zip.chunks(part), {
    open(name) {
      if (name === 's:si') item = '';
      if (name === 's:rPh') pronounced = true;
      taken = name === 's:t' && !pronounced;
    },
    text(text) {
      // Keep no more text than the text rendition can contain.
      if (!taken || characters > limits.text.maxBytes) return;
      item += text;
      characters += text.length;
    },
    close(name) {
      taken = false;
      if (name === 's:rPh') pronounced = false;
      if (name === 's:si') shared.push(item);
    },
  });
  return shared;
}

/**
 * Writes a sheet. A cell's value (18.3.1.4) is a number, a truth value, a text, or the index of a shared
 * string.
 * @returns whether the writer accepts more text
 */
async function writeSheet(
  zip: Zip,
  part: string,
  shared: readonly string[],
  format: NumberFormats,
  writer: TextWriter,
): Promise<boolean> {
  let type: string | undefined;
  let style = 0;
  let taken = false;
  let value = '';
  let isFirst = true;
  let hasRoom = true;
  const textOf = () => {
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return type === undefined || type === 'n' ? format(value, style) : value;
  };
  await parseXml(zip.chunks(part), {
    open(name, attribute) {
      if (name === 's:row') isFirst = true;
      if (name === 's:c') {
        value = '';
        type = attribute('t');
        style = Number(attribute('s') ?? 0);
      }
      taken = name === 's:v' || name === 's:t';
    },
    text(text) {
      if (taken && value.length < limits.text.maxBytes) value += text;
    },
    close(name) {
      taken = false;
      if (name === 's:row') hasRoom = writer.write('\n');
      if (name !== 's:c') return;
      const text = textOf();
      hasRoom = writer.write(isFirst ? text : `\t${text}`);
      isFirst = false;
    },
    isDone: () => !hasRoom,
  });
  return hasRoom;
}
