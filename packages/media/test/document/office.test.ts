import { describe, expect, test } from '@jest/globals';
import { odp } from './books.ts';
import { readOnly } from './documents.ts';
import { type Parts, packageParts, relationships, zip } from './zips.ts';

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const s = 'xmlns:s="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const c = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';
const m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

const run = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const shape = (text: string) => `<p:sp><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sp>`;

describe('a word document', () => {
  const parts = {
    ...packageParts('word/document.xml', 'wordprocessingml.document'),
    'word/document.xml':
      `<w:document ${w} ${m}><w:body><w:p><w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr>` +
      '<w:r><w:t>Body</w:t><w:tab/><w:t>text</w:t></w:r></w:p>' +
      `<w:moveFrom>${run('moved')}</w:moveFrom><w:moveTo>${run('moved')}</w:moveTo>` +
      '<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>' +
      '<wp:docPr xmlns:wp="w" descr="A whale"/></w:body></w:document>',
    'word/_rels/document.xml.rels': relationships([
      ['header', 'header1.xml'],
      ['footer', 'footer1.xml'],
      ['footnotes', 'footnotes.xml'],
      ['endnotes', 'endnotes.xml'],
      ['comments', 'comments.xml'],
    ]),
    'word/header1.xml': `<w:hdr ${w}>${run('Header')}</w:hdr>`,
    'word/footer1.xml': `<w:ftr ${w}>${run('Footer')}`,
    'word/footnotes.xml': `<w:footnotes ${w}><w:footnote>${run('Footnote')}</w:footnote></w:footnotes>`,
    'word/endnotes.xml': `<w:endnotes ${w}><w:endnote>${run('Endnote')}</w:endnote></w:endnotes>`,
    'word/comments.xml': `<w:comments ${w}><w:comment>${run('Comment')}</w:comment></w:comments>`,
  };

  test('has notes, comments, headers and descriptions, moved text once, and no tab stops', async () => {
    const { text } = await readOnly(await zip(parts));
    expect(text.replaceAll(/\n+/g, '\n')).toBe(
      'Body\ttext\nmoved\nx+1\nA whale\nFootnote\nEndnote\nComment\nHeader\nFooter\n',
    );
  });

  test('is read with bytes behind the end of its zip, up to a limit', async () => {
    const file = await zip(parts);
    const more = (bytes: number) => readOnly(Buffer.concat([file, Buffer.alloc(bytes)]));
    expect((await more(100)).text).toContain('Endnote');
    expect((await more(2 ** 16)).text).toContain('Endnote');
    await expect(more(2 ** 18)).rejects.toMatchObject({ code: 'corrupt' });
  });
});

test('a presentation has notes, charts and SmartArt on their slides', async () => {
  const file = await zip({
    ...packageParts('ppt/presentation.xml', 'presentationml.presentation'),
    'ppt/presentation.xml': `<p:presentation ${p} ${r}><p:sldIdLst><p:sldId r:id="r1"/><p:sldId r:id="r2"/></p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships([
      ['slide', 'slides/slide1.xml'],
      ['slide', 'slides/slide2.xml'],
    ]),
    'ppt/slides/slide1.xml': `<p:sld ${p} ${a}><a:pPr><a:tabLst><a:tab/></a:tabLst></a:pPr>${shape('One')}</p:sld>`,
    'ppt/slides/slide2.xml': `<p:sld ${p} ${a}>${shape('Two')}</p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationships([
      ['notesSlide', '../notes.xml'],
      ['chart', '../chart.xml'],
      ['diagramData', '../data.xml'],
      ['comments', '../comments.xml'],
    ]),
    'ppt/notes.xml': `<p:notes ${p} ${a}>${shape('Say this')}<a:p><a:fld><a:t>7</a:t></a:fld></a:p></p:notes>`,
    'ppt/chart.xml':
      `<c:chart ${c} ${a}><a:p><a:r><a:t>Tides</a:t></a:r></a:p><c:cat><c:strCache><c:pt><c:v>Monday</c:v></c:pt>` +
      '</c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>42</c:v></c:pt></c:numCache></c:val></c:chart>',
    'ppt/data.xml': `<d ${a}><a:p><a:r><a:t>Step</a:t></a:r></a:p></d>`,
    'ppt/comments.xml': `<p:cmLst ${p}><p:cm><p:text>Really?</p:text></p:cm></p:cmLst>`,
  });
  const { text } = await readOnly(file);
  expect(text.replaceAll(/\n+/g, '\n')).toBe(
    'One\nSay this\nTides\nMonday\nStep\nReally?\n\fTwo\n',
  );
});

describe('a spreadsheet', () => {
  const workbook = (properties: string, cells: string, more: Parts = {}) =>
    zip({
      ...packageParts('xl/workbook.xml', 'spreadsheetml.sheet'),
      'xl/workbook.xml': `<s:workbook ${s} ${r}>${properties}<s:sheets><s:sheet name="A" r:id="r1"/></s:sheets></s:workbook>`,
      'xl/_rels/workbook.xml.rels': relationships([
        ['worksheet', 'sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
      'xl/styles.xml':
        `<s:styleSheet ${s}><s:numFmts><s:numFmt numFmtId="164" formatCode="[$-416]d&quot;de&quot; mmmm\\ yyyy;@"/>` +
        '<s:numFmt numFmtId="165" formatCode="dd/mm/yy hh:mm"/><s:numFmt numFmtId="166" formatCode="[h]:mm"/>' +
        '<s:numFmt numFmtId="167" formatCode="0.0&quot; days&quot;"/></s:numFmts>' +
        '<s:cellStyleXfs><s:xf numFmtId="9"/></s:cellStyleXfs>' +
        `<s:cellXfs>${[0, 14, 164, 165, 10, 166, 167, 20].map((id) => `<s:xf numFmtId="${id}"/>`).join('')}</s:cellXfs></s:styleSheet>`,
      'xl/sheet1.xml': `<s:worksheet ${s}><s:sheetData><s:row>${cells}</s:row></s:sheetData></s:worksheet>`,
      'xl/_rels/sheet1.xml.rels': relationships([
        ['comments', 'comments1.xml'],
        ['drawing', 'drawing1.xml'],
      ]),
      'xl/comments1.xml': `<s:comments ${s}><s:comment><s:text><s:t>Checked</s:t></s:text></s:comment></s:comments>`,
      'xl/drawing1.xml': `<x ${a}><a:p><a:r><a:t>Box</a:t></a:r></a:p></x>`,
      ...more,
    });
  const cell = (value: string, style = 0, type = 'n') =>
    `<s:c s="${style}" t="${type}"><s:v>${value}</s:v></s:c>`;

  test('has dates, percentages and truth values as shown, and comments', async () => {
    const cells = [
      cell('45413', 1),
      cell('45413.5', 2),
      cell('45413.75', 3),
      cell('0.195', 4),
      cell('1.5', 5),
      cell('2.5', 6),
      cell('0.25', 7),
      cell('0.30000000000000004'),
      cell('1', 0, 'b'),
      cell('#DIV/0!', 0, 'e'),
    ];
    const { text } = await readOnly(await workbook('', cells.join('')));
    expect(text).toBe(
      'A\n2024-05-01\t2024-05-01\t2024-05-01 18:00\t19.5%\t36:00:00\t2.5\t06:00\t0.3\tTRUE\t#DIV/0!\nChecked\nBox\n',
    );
  });

  test('has the text of a drawing once if the drawing refers to itself', async () => {
    const itself = relationships([['drawing', 'drawing1.xml']]);
    const file = await workbook('', cell('1'), { 'xl/_rels/drawing1.xml.rels': itself });
    expect((await readOnly(file)).text).toBe('A\n1\nChecked\nBox\n');
  });

  test('counts days from 1904 if it says so, and from 1900 with the day that did not exist', async () => {
    const from1904 = await workbook('<s:workbookPr date1904="1"/>', cell('43951', 1));
    expect((await readOnly(from1904)).text).toContain('2024-05-01');
    const days = ['1', '59', '61', '2958466', '-1'].map((day) => cell(day, 1)).join('');
    expect((await readOnly(await workbook('', days))).text).toContain(
      '1900-01-01\t1900-02-28\t1900-03-01\t2958466\t-1\n',
    );
  });
});

test('an OpenDocument text has its notes, comments, headers and footers after the text', async () => {
  const namespaces =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"' +
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"' +
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"';
  const file = await odp({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml':
      `<office:document-content ${namespaces}><office:body><text:p>Before<text:note><text:note-citation>1</text:note-citation>` +
      '<text:note-body><text:p>Footnote</text:p></text:note-body></text:note><office:annotation><text:p>Comment</text:p>' +
      '</office:annotation> and after.</text:p></office:body></office:document-content>',
    'styles.xml':
      `<office:document-styles ${namespaces}><office:master-styles><style:master-page><style:header><text:p>Header</text:p>` +
      '</style:header></style:master-page></office:master-styles></office:document-styles>',
  });
  expect((await readOnly(file)).text).toBe('Before and after.\nFootnote\nComment\nHeader\n');
});
