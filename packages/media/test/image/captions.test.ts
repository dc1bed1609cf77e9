import { describe, expect, test } from '@jest/globals';
import { captionOfIptc, iptcValues } from '../../src/image/metadata/packets/iptc.ts';
import { captionOfXmp, xmpValues } from '../../src/image/metadata/packets/xmp.ts';

const readXmp = (bytes: Uint8Array) => captionOfXmp(xmpValues(bytes));
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
    dataset(2, 120, 'Uma praia'),
  ]);
  const expected = { title: 'Férias', keywords: ['mar', 'café'], description: 'Uma praia' };

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
