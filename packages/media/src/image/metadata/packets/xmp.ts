import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { defined } from '../../../defined.ts';
import { limits } from '../../limits.ts';
import { clean } from '../exif/values.ts';
import { type Caption, keywords, rating } from './captions.ts';

// Without custom entities, which could expand exponentially and which packets do not need.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 1000, maxExpandedLength: 100_000 },
  maxNestedTags: 100,
});

/** Returns the values of a property, such as `dc:title`. Empty if the packet has none. */
export type XmpValues = (name: string) => readonly string[];

/**
 * Parses an XMP packet. Never throws; an invalid packet has no values.
 *
 * Relies on the prefixes that XMP recommends (ISO 16684-1, 8), which all programs write.
 */
export function xmpValues(packet: Uint8Array): XmpValues {
  const descriptions = descriptionsIn(packet);
  return (name) =>
    texts(
      descriptions.map((each) => each[name] ?? each[`@${name}`]).find((each) => each !== undefined),
    );
}

function descriptionsIn(packet: Uint8Array): Node[] {
  if (packet.length > limits.maxPacketBytes) return [];
  try {
    const text = new TextDecoder('utf-8').decode(packet).replace(/\0+$/, '');
    if (XMLValidator.validate(text) !== true) return [];
    return [...findAll(parser.parse(text), 'rdf:Description')];
  } catch {
    return [];
  }
}

/** Reads title, description, keywords and rating. */
export const captionOfXmp = (values: XmpValues): Caption =>
  defined({
    title: clean(values('dc:title')[0] ?? ''),
    description: clean(values('dc:description')[0] ?? ''),
    keywords: keywords(values('dc:subject')),
    rating: rating(values('xmp:Rating')[0]),
  });

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Returns every element of a name at any depth. */
function* findAll(node: unknown, name: string): Generator<Node> {
  if (!isNode(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === name) yield* (Array.isArray(value) ? value : [value]).filter(isNode);
    yield* findAll(value, name);
  }
}

/** Returns a plain value, or the items of its `rdf:Alt` (default language first), Bag or Seq. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isNode(value)) return [];
  const inner = value['#text'] ?? value['rdf:li'] ?? value['rdf:Alt'];
  return texts(inner ?? value['rdf:Bag'] ?? value['rdf:Seq']);
}
