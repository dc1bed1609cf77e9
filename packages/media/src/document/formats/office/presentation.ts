import { defined } from '../../../defined.ts';
import { parseXml } from '../../containers/xml/parse.ts';
import { writeXmlText } from '../../containers/xml/text.ts';
import { pageSize } from '../../metadata.ts';
import type { MainPart } from './main-part.ts';
import { relationshipsOf } from './package.ts';
import { drawingRules, writeRelated } from './related-parts.ts';

const EMU_PER_POINT = 12_700;

/** Writes the slides in order (19.2.1.34) with notes and charts, separated by page breaks. */
export const readPresentation: MainPart = async (zip, part, writer) => {
  const ids: string[] = [];
  let size: string | undefined;
  await parseXml(zip.chunks(part), {
    open(name, attribute) {
      if (name === 'p:sldId') ids.push(attribute('r:id') ?? '');
      if (name !== 'p:sldSz') return;
      const points = (side: string) => Number(attribute(side)) / EMU_PER_POINT;
      size = pageSize(points('cx'), points('cy'));
    },
  });
  const targets = new Map((await relationshipsOf(zip, part)).map((each) => [each.id, each.target]));
  for (const [index, id] of ids.entries()) {
    const slide = targets.get(id);
    if (index > 0 && !writer.breakPage()) break;
    if (slide === undefined) continue;
    await writeXmlText(zip.chunks(slide), drawingRules, writer);
    await writeRelated(zip, slide, writer);
  }
  return defined({ pages: ids.length, pageSize: size });
};
