import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Pixels } from '../../src/image/read/sharp.ts';
import { readOnly } from './documents.ts';
import { endlessJpeg2000, HELVETICA, pageWith, pdf, rawPdf, stream } from './pdf.ts';

/** The number of dark pixels. */
const inkOf = (picture: unknown) => {
  const { data, channels } = picture as Pixels;
  let dark = 0;
  for (let at = 0; at < data.length; at += channels) if (data[at]! < 128) dark += 1;
  return dark;
};

describe('a crash of PDFium', () => {
  const font = '/Font<</F 5 0 R>>';
  const content = 'q 200 0 0 100 50 50 cm /I Do Q BT /F 12 Tf 9 200 Td (legível) Tj ET';
  const picture =
    '/Type/XObject/Subtype/Image/Width 128/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8';

  test('on a page costs its picture only, and is noted', async () => {
    const file = pageWith(
      { page: `/Resources<<${font}/XObject<</I 6 0 R>>>>`, content },
      HELVETICA,
      stream(`${picture}/Filter/JPXDecode`, endlessJpeg2000()),
    );
    const derivation = await readOnly(file);
    expect(derivation.picture).toBeUndefined();
    expect(derivation).toMatchObject({
      metadata: { pages: 1, pageSize: '106 × 106 mm' },
      text: expect.stringContaining('leg'),
      note: 'document-damaged',
    });
  });
});

describe('a form', () => {
  const appearance = stream(
    '/Type/XObject/Subtype/Form/BBox[0 0 250 20]/Resources<</Font<</Helv 5 0 R>>>>',
    Buffer.from('/Tx BMC BT /Helv 12 Tf 2 5 Td (drawn) Tj ET EMC'),
  );
  const widget = (rest: string) =>
    `<</Type/Annot/Subtype/Widget/P 3 0 R/DA(/Helv 12 Tf 0 g)${rest}>>`;
  const form = (...fields: string[]) => {
    const all = fields.map((_, at) => `${7 + at} 0 R`).join(' ');
    const font = '/Font<</Helv 5 0 R>>';
    return pageWith(
      { catalog: `/AcroForm<</Fields[${all}]/DR<<${font}>>>>`, page: `/Annots[${all}]` },
      HELVETICA,
      appearance,
      ...fields.map(widget),
    );
  };

  test('is drawn, with the values of its fields in the text', async () => {
    const withAppearance = '/FT/Tx/T(a)/V(drawn)/F 4/Rect[9 200 250 220]/AP<</N 6 0 R>>';
    const without = '/FT/Tx/T(b)/V(Sem apar\\352ncia)/F 4/Rect[9 100 250 120]';
    const checked = '/FT/Btn/T(c)/TU(Aceito)/V/Yes/AS/Yes/F 4/Rect[9 50 29 70]/MK<</CA(4)>>';
    const one = await readOnly(form(withAppearance));
    expect(one.text).toBe('\ndrawn\n');
    expect(inkOf(one.picture)).toBeGreaterThan(1000);
    const all = await readOnly(form(withAppearance, without, checked));
    expect(all.text).toBe('\ndrawn\nSem aparência\n☑ Aceito\n');
    expect(inkOf(all.picture)).toBeGreaterThan(inkOf(one.picture) * 2);
  });

  test('keeps passwords, hidden fields and unchecked boxes out of the text', async () => {
    const password = '/FT/Tx/T(a)/V(segredo)/Ff 8192/F 4/Rect[9 200 250 220]';
    const hidden = '/FT/Tx/T(b)/V(oculto)/F 2/Rect[9 100 250 120]';
    const unchecked = '/FT/Btn/T(c)/V/Off/AS/Off/F 4/Rect[9 50 29 70]';
    expect((await readOnly(form(password, hidden, unchecked))).text).toBe('\n');
  });

  test('in XFA is noted', async () => {
    const catalog = '/AcroForm<</Fields[]/XFA 5 0 R>>';
    const xfa = stream('', Buffer.from('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'));
    expect((await readOnly(pageWith({ catalog }, xfa))).note).toBe('form-unsupported');
  });
});

describe('the text', () => {
  test('has words that a hyphen breaks at the end of a line in one piece', async () => {
    const file = await pdf((document) => {
      document.text('expenses that are permit-', 50, 50).text('ted for well-known groups', 50, 64);
    });
    expect((await readOnly(file)).text).toBe('expenses that are permitted for well-known groups\n');
  });

  test('of pages beyond the limit is left out, which is recorded', async () => {
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>';
    const many = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${Array.from({ length: 2001 }, (_, at) => `${at + 3} 0 R`).join(' ')}]/Count 2001>>`,
      ...Array<string>(2001).fill(page),
    ]);
    const { metadata, text, truncated } = await readOnly(many);
    expect(metadata.pages).toBe(2001);
    expect(text.split('\f')).toHaveLength(2000);
    expect(truncated).toBe(true);
  });

  test('and the picture begin with the second page if the first one is unreadable', async () => {
    const file = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
      '(no page)',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 150]/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>',
      stream('', Buffer.from('BT /F 12 Tf 9 50 Td (second) Tj ET')),
      HELVETICA,
    ]);
    const { text, picture, metadata, note } = await readOnly(file);
    expect(text).toBe('\n\fsecond\n');
    expect(picture).toMatchObject({ width: 2560, height: 1280 });
    expect(metadata.pageSize).toBe('106 × 53 mm');
    expect(note).toBe('document-damaged');
  });
});

describe('the metadata', () => {
  const packet =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">' +
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Marés</rdf:li></rdf:Alt></dc:title>' +
    '<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Rui</rdf:li></rdf:Seq></dc:creator>' +
    '<dc:subject><rdf:Bag><rdf:li>praia</rdf:li></rdf:Bag></dc:subject>' +
    '<xmp:CreateDate>2021-02-03T04:05:06+01:00</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>';
  const xmp = stream(
    '/Type/Metadata/Subtype/XML/Filter/FlateDecode',
    deflateSync(Buffer.from(packet)),
  );

  test('comes from XMP where the document information has none, with the page in its own units', async () => {
    const catalog = '/Metadata 5 0 R/Lang(pt-BR)/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>';
    const { metadata } = await readOnly(pageWith({ catalog, page: '/UserUnit 10' }, xmp));
    expect(metadata).toMatchObject({
      ...{ title: 'Marés', author: 'Ana, Rui', keywords: ['praia'], language: 'pt-BR' },
      ...{ created: '2021-02-03T04:05:06+01:00', pageSize: '1058 × 1058 mm', scripts: 1 },
    });
  });

  test('is found in object streams, where scripts are counted too', async () => {
    const objects = ['<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>', '<</S/JavaScript/JS(1)>>'];
    const index = `8 0 9 ${objects[0]!.length} `;
    const packed = deflateSync(Buffer.from(index + objects.join('')));
    const file = pageWith(
      { page: '/AA<</O<</S /JavaScript/JS(app.alert\\(1\\))>>>>' },
      xmp,
      '<</Type/Catalog>>',
      stream(`/Type/ObjStm/N 2/First ${index.length}/Filter/FlateDecode`, packed),
    );
    // A later trailer names the catalog in the object stream.
    const updated = Buffer.concat([file, Buffer.from('\ntrailer<</Root 8 0 R>>\n')]);
    expect((await readOnly(updated)).metadata).toMatchObject({ title: 'Marés', scripts: 2 });
  });
});
