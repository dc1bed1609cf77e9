import { SaxesParser } from 'saxes';
import { limits } from '../../limits.ts';
import { qualify, undeclared } from './namespaces.ts';

/** An element of a packet. Names have the prefixes of namespaces.ts. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface OpenElement extends Element {
  readonly children: OpenElement[];
  text: string;
}

/**
 * Returns the `rdf:Description` elements that have the properties of an XMP packet (ISO 16684-1, 7).
 *
 * Never throws. Faults of the XML, such as a missing end, do not lose the elements before them. Knows only
 * the entities of XML itself.
 */
export function descriptionsIn(packet: Uint8Array): Element[] {
  if (packet.length > limits.maxPacketBytes) return [];
  const found: Element[] = [];
  const open: OpenElement[] = [];
  let count = 0;
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    additionalNamespaces: { ...undeclared },
  });
  parser.on('error', () => {});
  parser.on('opentag', (tag) => {
    count += 1;
    if (open.length >= limits.xmp.maxDepth || count > limits.xmp.maxElements)
      throw new RangeError();
    const attributes = new Map(
      Object.values(tag.attributes).map((each) => [qualify(each), each.value]),
    );
    const element = { name: qualify(tag), attributes, children: [], text: '' };
    const parent = open.at(-1);
    if (element.name === 'rdf:Description' && parent?.name === 'rdf:RDF') found.push(element);
    parent?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(decode(packet)).close();
  } catch {
    // Elements beyond the limits are left out.
  }
  return found;
}

/**
 * Decodes a packet in UTF-8 or UTF-16 (ISO 16684-1, 7.3.2), of which the byte order mark may be missing.
 * Its first character is `<`.
 */
function decode(packet: Uint8Array): string {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength);
  const start = bytes.findIndex((byte) => byte !== 0);
  const isUtf16 = bytes[0] === 0xfe || bytes[0] === 0xff || start === 1 || bytes[1] === 0;
  if (!isUtf16) return new TextDecoder('utf-8').decode(bytes).replace(/\0+$/, '');
  const isBigEndian = bytes[0] === 0xfe || start === 1;
  return new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le').decode(bytes).replace(/\0+$/, '');
}
