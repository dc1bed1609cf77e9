import { type TextRules, writeOptionalText } from '../../containers/xml/text.ts';
import type { Zip } from '../../containers/zip.ts';
import type { TextWriter } from '../../text/writer.ts';
import { relationshipsOf } from './package.ts';

/** Text in drawings (ECMA-376, part 1, 21.1.2): shapes, tables, and the data of SmartArt. */
export const drawingRules: TextRules = {
  take: ['a:t'],
  skip: ['mc:Fallback'],
  after: { 'a:p': '\n', 'a:br': '\n' },
};

/** The text of a chart (21.2): titles, categories and series, without numbers. */
const chartRules: TextRules = {
  take: ['a:t', 'c:v'],
  skip: ['mc:Fallback', 'c:numCache', 'c:numLit'],
  after: { 'a:p': '\n', 'c:pt': '\n', 'c:tx': '\n' },
};

/** Parts of slides and sheets that have text, by the type of their relationship. */
const rules: Readonly<Record<string, TextRules>> = {
  drawing: drawingRules,
  chart: chartRules,
  diagramData: drawingRules,
  // Speaker notes, without the number of the slide.
  notesSlide: { ...drawingRules, skip: ['mc:Fallback', 'a:fld'] },
  comments: {
    take: ['a:t', 'p:text', 's:t'],
    skip: ['mc:Fallback', 's:rPh'],
    after: { 'a:p': '\n', 'p:text': '\n', 's:comment': '\n' },
  },
};

/**
 * Writes the text of the parts that belong to a slide, a sheet or its drawing.
 *
 * @param written the parts that are not written again, as a drawing may refer to itself
 */
export async function writeRelated(
  zip: Zip,
  part: string,
  writer: TextWriter,
  written = new Set<string>(),
): Promise<void> {
  for (const { type, target } of await relationshipsOf(zip, part)) {
    const known = Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (known === undefined || !zip.has(target) || written.has(target)) continue;
    written.add(target);
    await writeOptionalText(zip.chunks(target), known, writer);
    // The charts of a sheet belong to its drawing.
    if (type === 'drawing') await writeRelated(zip, target, writer, written);
  }
}
