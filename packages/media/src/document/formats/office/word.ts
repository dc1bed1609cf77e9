import { defined } from '../../../defined.ts';
import { type TextRules, writeXmlText } from '../../containers/xml/text.ts';
import { pageSize } from '../../metadata.ts';
import type { MainPart } from './main-part.ts';

/**
 * ECMA-376, part 1, 17.3: runs and their content. Fallbacks are skipped, as they repeat the content.
 */
const rules: TextRules = {
  take: ['w:t'],
  skip: ['mc:Fallback'],
  after: { 'w:p': '\n', 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' },
};

const TWIPS_PER_POINT = 20;

/** Writes the body. The page size is that of the last section, stored in the body (17.6.17). */
export const readWordDocument: MainPart = async (zip, part, writer) => {
  let size: string | undefined;
  await writeXmlText(zip.chunks(part), rules, writer, (name, attribute) => {
    if (name !== 'w:pgSz') return;
    const points = (side: string) => Number(attribute(side)) / TWIPS_PER_POINT;
    size = pageSize(points('w:w'), points('w:h'));
  });
  return defined({ pageSize: size });
};
