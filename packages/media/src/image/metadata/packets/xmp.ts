import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { limits } from '../../limits.ts';
import { clean, known } from '../exif/values.ts';
import { keywords, rating, type Words } from './words.ts';

// Entities are how XML explodes, and a packet needs none beyond the five that are built in.
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
 * The prefixes are the ones that XMP recommends (ISO 16684-1, 8) and every program writes.
 */
export function readXmp(packet: Uint8Array): Words {
  if (packet.length > limits.maxPacketBytes) return {};
  try {
    const text = new TextDecoder('utf-8').decode(packet).replace(/\0+$/, '');
    if (XMLValidator.validate(text) !== true) return {};
    const descriptions = [...findAll(parser.parse(text), 'rdf:Description')];
    const first = (name: string) =>
      descriptions.map((each) => each[name] ?? each[`@${name}`]).find((each) => each !== undefined);
    return (
      known({
        title: clean(texts(first('dc:title'))[0] ?? ''),
        description: clean(texts(first('dc:description'))[0] ?? ''),
        keywords: keywords(texts(first('dc:subject'))),
        rating: rating(texts(first('xmp:Rating'))[0]),
      }) ?? {}
    );
  } catch {
    return {};
  }
}

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every element of a name, wherever it stands. */
function* findAll(node: unknown, name: string): Generator<Node> {
  if (!isNode(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === name) yield* (Array.isArray(value) ? value : [value]).filter(isNode);
    yield* findAll(value, name);
  }
}

/** A plain value, or the items of its `rdf:Alt` (the default language comes first), Bag or Seq. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isNode(value)) return [];
  const inner = value['#text'] ?? value['rdf:li'] ?? value['rdf:Alt'];
  return texts(inner ?? value['rdf:Bag'] ?? value['rdf:Seq']);
}
