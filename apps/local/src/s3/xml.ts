import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { S3Error } from './errors.ts';

export const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * The content of an element: text, children by name, or several elements of one name. Undefined is
 * omitted.
 */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

// Escapes control characters too, as a parser would read a bare CR in a key as LF
// (https://www.w3.org/TR/xml/#sec-line-ends).
function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to escape.
  return text.replace(/[&<>"'\u0000-\u001f\u007f]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => element(name, item)).join('');
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: XmlValue): string {
  if (typeof value !== 'object') return escapeText(String(value));
  return Object.entries(value)
    .map(([name, child]) => element(name, child))
    .join('');
}

/** Returns a document with S3's namespace on its root. Like in S3, errors have none. */
export function xmlDocument(root: string, children: XmlValue, xmlns = namespace): string {
  const attribute = xmlns === '' ? '' : ` xmlns="${xmlns}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${content(children)}</${root}>`;
}

const repeated = new Set([
  'Part',
  'Object',
  'Event',
  'FilterRule',
  'QueueConfiguration',
  'TopicConfiguration',
  'CloudFunctionConfiguration',
  'LambdaFunctionConfiguration',
]);

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  // Keep values as text: the ETag "1e5" and the key " 007 " are not numbers.
  parseTagValue: false,
  trimValues: false,
  // Decode character references (&#13;) in keys.
  htmlEntities: true,
  isArray: (name) => repeated.has(name),
});

export type XmlObject = { readonly [name: string]: unknown };

/** Returns the children of the root element, whose name must be one of `roots`. */
export function parseXml(text: string, ...roots: readonly string[]): XmlObject {
  // A document type could define exponentially growing entities.
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) {
    throw new S3Error('MalformedXML');
  }
  const document = parser.parse(text) as XmlObject;
  const root = roots.find((name) => name in document);
  if (root === undefined) throw new S3Error('MalformedXML', { detail: `expected ${roots[0]}` });
  const value = document[root];
  return typeof value === 'object' && value !== null ? (value as XmlObject) : {};
}

/** Returns a child's text, or undefined if there is no such child. */
export function textOf(parent: XmlObject, name: string): string | undefined {
  const value = parent[name];
  return typeof value === 'string' ? value : undefined;
}

/** Returns the children of the given name. */
export function childrenOf(parent: XmlObject, name: string): readonly XmlObject[] {
  const value = parent[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new S3Error('MalformedXML', { detail: name });
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null ? (item as XmlObject) : {},
  );
}
