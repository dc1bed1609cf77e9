import { describe, expect, test } from '@jest/globals';
import { captionOfIptc, iptcValues } from '../../src/image/metadata/packets/iptc.ts';
import { readPeople } from '../../src/image/metadata/packets/people.ts';
import { captionOfXmp, readXmp as parseXmp } from '../../src/image/metadata/packets/xmp.ts';

const readXmp = (bytes: Uint8Array) => captionOfXmp(parseXmp([bytes]));
const readIptc = (bytes: Uint8Array) => captionOfIptc(iptcValues(bytes));

const packet = (inner: string, attributes = '') =>
  Buffer.from(`<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${attributes}>
    ${inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`);

describe('XMP', () => {
  test('reads texts, lists, entities, and the rating as an attribute or element', () => {
    const inner = `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Mar &amp; sol</rdf:li>
      <rdf:li xml:lang="en">Sea</rdf:li></rdf:Alt></dc:title>
      <dc:subject><rdf:Bag><rdf:li>praia</rdf:li><rdf:li>praia</rdf:li></rdf:Bag></dc:subject>`;
    expect(readXmp(packet(inner, 'xmp:Rating="5"'))).toEqual({
      title: 'Mar & sol',
      keywords: ['praia'],
      rating: 5,
    });
    expect(readXmp(packet('<xmp:Rating>3</xmp:Rating>'))).toEqual({ rating: 3 });
  });

  test('reads character references, pictographs and CDATA', () => {
    const inner = `<dc:description><rdf:Alt><rdf:li xml:lang="x-default"
      >Line one&#xA;Line two &#38; caf&#xE9; &#128512;</rdf:li></rdf:Alt></dc:description>
      <dc:subject><rdf:Bag><rdf:li>🏖️</rdf:li><rdf:li><![CDATA[sol & mar]]></rdf:li></rdf:Bag></dc:subject>`;
    expect(readXmp(packet(inner))).toEqual({
      description: 'Line one Line two & café 😀',
      keywords: ['🏖️', 'sol & mar'],
    });
  });

  test('goes by namespaces instead of prefixes', () => {
    const declared =
      'xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"';
    expect(readXmp(packet('<d:title>Mar</d:title>', `${declared} xap:Rating="4"`))).toEqual({
      title: 'Mar',
      rating: 4,
    });
    const foreign = 'xmlns:dc="http://example.com/other/"';
    expect(readXmp(packet('<dc:title>Mar</dc:title>', foreign))).toEqual({});
  });

  test('reads UTF-16 with and without a byte order mark, in both byte orders', () => {
    const text = packet('<dc:title>Ação</dc:title>').toString();
    const little = Buffer.from(text, 'utf16le');
    const mark = Buffer.from('\ufeff', 'utf16le');
    const big = (bytes: Buffer) => Buffer.from(bytes).swap16();
    for (const bytes of [little, big(little)]) expect(readXmp(bytes)).toEqual({ title: 'Ação' });
    const marked = Buffer.concat([mark, little]);
    for (const bytes of [marked, big(marked)]) expect(readXmp(bytes)).toEqual({ title: 'Ação' });
  });

  test('keeps what precedes a truncated end', () => {
    const whole = packet('<dc:title>Mar</dc:title><xmp:Rating>2</xmp:Rating>').toString();
    const unclosed = whole.slice(0, whole.lastIndexOf('?>'));
    expect(readXmp(Buffer.from(unclosed))).toEqual({ title: 'Mar', rating: 2 });
    const cut = whole.slice(0, whole.indexOf('2</xmp'));
    expect(readXmp(Buffer.from(cut))).toEqual({ title: 'Mar' });
  });

  test('reads creators, rights, headline and the default language of a text', () => {
    const inner = `<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Rui</rdf:li></rdf:Seq></dc:creator>
      <dc:rights><rdf:Alt><rdf:li xml:lang="pt">Direitos</rdf:li>
      <rdf:li xml:lang="x-default">All rights</rdf:li></rdf:Alt></dc:rights>`;
    expect(readXmp(packet(inner, 'photoshop:Headline="News"'))).toEqual({
      artist: 'Ana; Rui',
      copyright: 'All rights',
      headline: 'News',
    });
  });

  test('reads hierarchical keywords of Lightroom and digiKam', () => {
    const list = (name: string, ...items: string[]) =>
      `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Bag></${name}>`;
    const expected = ['Places|Portugal|Lisbon'];
    const lightroom = list('lr:hierarchicalSubject', 'Places|Portugal|Lisbon', 'sea');
    const flat = list('dc:subject', 'Lisbon', 'sea');
    expect(readXmp(packet(lightroom + flat))).toEqual({
      keywords: ['Lisbon', 'sea'],
      hierarchicalKeywords: expected,
    });
    expect(readXmp(packet(list('digiKam:TagsList', 'Places/Portugal/Lisbon')))).toEqual({
      keywords: ['Lisbon'],
      hierarchicalKeywords: expected,
    });
  });

  test('reads several packets, of which the first with a property wins', () => {
    const [one, other] = ['One', 'Other'].map((title) => packet(`<dc:title>${title}</dc:title>`));
    const rated = packet('', 'xmp:Rating="5"');
    expect(captionOfXmp(parseXmp([one!, other!, rated]))).toEqual({ title: 'One', rating: 5 });
  });

  test('a missing rating and a rejection give no rating', () => {
    for (const value of ['0', '-1', '9', 'x']) {
      expect(readXmp(packet('', `xmp:Rating="${value}"`))).toEqual({});
    }
  });

  test('invalid XMP, nested entities and deep nesting give nothing', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE a [<!ENTITY e0 "ha">${laughs.join('')}]><a><dc:title>&e9;</dc:title></a>`;
    for (const text of ['', '<', 'plain', bomb, '<a>'.repeat(50_000)]) {
      expect(readXmp(Buffer.from(text))).toEqual({});
    }
    expect(readXmp(Buffer.alloc(2 ** 21, '<a>'))).toEqual({});
  });

  test('more elements than the limit are left out', () => {
    const many = '<dc:format/>'.repeat(60_000);
    expect(readXmp(packet(`<dc:title>Mar</dc:title>${many}<xmp:Rating>2</xmp:Rating>`))).toEqual({
      title: 'Mar',
    });
  });
});

describe('people', () => {
  const read = (inner: string, orientation = 1) =>
    readPeople(parseXmp([packet(inner)]), orientation, { width: 400, height: 200 });
  const region = (area: string, type = 'Face') => `<mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ana" mwg-rs:Type="${type}">
    <mwg-rs:Area ${area}/></rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
  const normalized =
    'stArea:x="0.25" stArea:y="0.4" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"';
  const ana = { name: 'Ana', area: { x: 0.2, y: 0.3, width: 0.1, height: 0.2 } };

  test('of the Metadata Working Group have the area of the stored picture', () => {
    expect(read(region(normalized))).toEqual([ana]);
    const pixels = 'stArea:x="100" stArea:y="80" stArea:w="40" stArea:h="40" stArea:unit="pixel"';
    expect(read(region(pixels))).toEqual([ana]);
    expect(read(region(normalized, 'BarCode'))).toEqual([]);
    expect(read(region('stArea:x="7" stArea:y="0" stArea:w="1" stArea:h="1"'))).toEqual([
      { name: 'Ana' },
    ]);
  });

  test.each([
    [2, [0.7, 0.3, 0.1, 0.2]],
    [3, [0.7, 0.5, 0.1, 0.2]],
    [4, [0.2, 0.5, 0.1, 0.2]],
    [5, [0.3, 0.2, 0.2, 0.1]],
    [6, [0.5, 0.2, 0.2, 0.1]],
    [7, [0.5, 0.7, 0.2, 0.1]],
    [8, [0.3, 0.7, 0.2, 0.1]],
  ])('are turned with the picture by orientation %i', (orientation, [x, y, width, height]) => {
    expect(read(region(normalized), orientation)).toEqual([
      { name: 'Ana', area: { x, y, width, height } },
    ]);
  });

  test('of Windows are read', () => {
    const inner = `<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag>
      <rdf:li MPReg:PersonDisplayName="Ana" MPReg:Rectangle="0.2, 0.3, 0.1, 0.2"/>
      <rdf:li MPReg:PersonDisplayName="Rui"/></rdf:Bag></MPRI:Regions></rdf:Description></MP:RegionInfo>`;
    expect(read(inner)).toEqual([ana, { name: 'Rui' }]);
  });
});

describe('IPTC', () => {
  const dataset = (record: number, number: number, value: string | Buffer) => {
    const body = Buffer.from(value as string);
    const head = Buffer.from([0x1c, record, number, 0, 0]);
    head.writeUInt16BE(body.length, 3);
    return Buffer.concat([head, body]);
  };
  const block = Buffer.concat([
    dataset(1, 90, '\x1b%G'),
    dataset(2, 5, 'Férias'),
    dataset(2, 25, 'mar'),
    dataset(2, 25, Buffer.from('caf\xe9', 'latin1')),
    dataset(2, 80, 'Ana'),
    dataset(2, 80, 'Rui'),
    dataset(2, 105, 'Notícia'),
    dataset(2, 116, '© Ana'),
    dataset(2, 120, 'Uma praia'),
  ]);
  const expected = {
    title: 'Férias',
    headline: 'Notícia',
    keywords: ['mar', 'café'],
    artist: 'Ana; Rui',
    copyright: '© Ana',
    description: 'Uma praia',
  };

  test('is read bare and from the resources of Photoshop', () => {
    expect(readIptc(block)).toEqual(expected);
    const resource = (id: number, data: Buffer) => {
      const head = Buffer.from('8BIM\0\0\0\0\0\0\0\0', 'latin1');
      head.writeUInt16BE(id, 4);
      head.writeUInt32BE(data.length, 8);
      return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
    };
    expect(
      readIptc(Buffer.concat([resource(0x0425, Buffer.alloc(7)), resource(0x0404, block)])),
    ).toEqual(expected);
  });

  test('truncated or changed anywhere, never throws', () => {
    for (let end = 0; end < block.length; end++) readIptc(block.subarray(0, end));
    for (let at = 0; at < block.length; at++) {
      const changed = Buffer.from(block);
      changed[at] = 0xff;
      expect(typeof readIptc(changed)).toBe('object');
    }
  });
});
