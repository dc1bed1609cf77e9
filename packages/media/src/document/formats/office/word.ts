import { defined } from '../../../defined.ts';
import { type TextRules, writeOptionalText, writeXmlText } from '../../containers/xml/text.ts';
import { limits } from '../../limits.ts';
import { pageSize } from '../../metadata.ts';
import type { MainPart } from './main-part.ts';
import { relationshipsOf } from './package.ts';

/**
 * ECMA-376, part 1, 17.3: runs and their content; 22.1: formulas. Fallbacks and text that was moved away
 * are skipped, as they repeat the content, and so are tab stops.
 */
const rules: TextRules = {
  take: ['w:t', 'm:t'],
  skip: ['mc:Fallback', 'w:moveFrom', 'w:tabs'],
  after: { 'w:p': '\n', 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' },
};

const TWIPS_PER_POINT = 20;

/** The parts that follow the body, by the type of their relationship (11.3). */
const PARTS = ['footnotes', 'endnotes', 'comments', 'header', 'footer'];

/**
 * Writes the body, the descriptions of its pictures, notes, comments, headers and footers. The page size
 * is that of the last section, stored in the body (17.6.17).
 */
export const readWordDocument: MainPart = async (zip, part, writer) => {
  let size: string | undefined;
  let described = '';
  await writeXmlText(zip.chunks(part), rules, writer, (name, attribute) => {
    if (name === 'docPr' && described.length < limits.text.maxBytes)
      described += attribute('descr') ? `${attribute('descr')}\n` : '';
    if (name !== 'w:pgSz') return;
    const points = (side: string) => Number(attribute(side)) / TWIPS_PER_POINT;
    size = pageSize(points('w:w'), points('w:h'));
  });
  writer.write(described);
  const relationships = await relationshipsOf(zip, part);
  for (const wanted of PARTS) {
    for (const { type, target } of relationships) {
      if (type === wanted && zip.has(target))
        await writeOptionalText(zip.chunks(target), rules, writer);
    }
  }
  return defined({ pageSize: size });
};
