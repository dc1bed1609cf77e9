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

/**
 * Reads title, description, keywords and rating from an XMP packet. Never throws.
 *
 * Relies on the prefixes that XMP recommends (ISO 16684-1, 8), which all programs write.
 */
export function readXmp(packet: Uint8Array): Caption {
  if (packet.length > limits.maxPacketBytes) return {};
  try {
    const text = new TextDecoder('utf-8').decode(packet).replace(/\0+$/, '');
    if (XMLValidator.validate(text) !== true) return {};
    const descriptions = [...findAll(parser.parse(text), 'rdf:Description')];
    const first = (name: string) =>
      descriptions.map((each) => each[name] ?? each[`@${name}`]).find((each) => each !== undefined);
    return defined({
      title: clean(texts(first('dc:title'))[0] ?? ''),
      description: clean(texts(first('dc:description'))[0] ?? ''),
      keywords: keywords(texts(first('dc:subject'))),
      rating: rating(texts(first('xmp:Rating'))[0]),
    });
  } catch {
    return {};
  }
}

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
