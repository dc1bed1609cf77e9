import { defined } from '../../../defined.ts';
import { clean } from '../exif/values.ts';
import { type Caption, hierarchy, keywords, names, rating } from './captions.ts';
import { descriptionsIn, type Element } from './rdf.ts';

/** Returns the values of a property, such as `dc:title`. Empty if no packet has it. */
export type XmpValues = (name: string) => readonly string[];

export interface Xmp {
  readonly values: XmpValues;
  /** Returns the structures in a property: the elements that have their fields. */
  readonly structures: (name: string) => readonly Element[];
}

/** Parses XMP packets, of which the first one that has a property wins. Never throws. */
export function readXmp(packets: readonly Uint8Array[]): Xmp {
  const descriptions = packets.flatMap(descriptionsIn);
  return {
    values: (name) =>
      descriptions.map((each) => valuesOf(each, name)).find(({ length }) => length > 0) ?? [],
    structures: (name) => descriptions.flatMap((each) => structuresOf(each, name)),
  };
}

/** Reads what people write about a picture. */
export function captionOfXmp({ values }: Pick<Xmp, 'values'>): Caption {
  const paths = hierarchy(
    values('lr:hierarchicalSubject'),
    values('digiKam:TagsList'),
    values('MicrosoftPhoto:LastKeywordXMP'),
  );
  return defined({
    title: clean(values('dc:title')[0] ?? ''),
    headline: clean(values('photoshop:Headline')[0] ?? ''),
    description: clean(values('dc:description')[0] ?? ''),
    keywords: keywords(values('dc:subject')) ?? keywords(leaves(paths)),
    hierarchicalKeywords: paths,
    rating: rating(values('xmp:Rating')[0]),
    artist: names(values('dc:creator')),
    copyright: clean(values('dc:rights')[0] ?? ''),
  });
}

const leaves = (paths: readonly string[] = []): string[] =>
  paths.map((path) => path.slice(path.lastIndexOf('|') + 1));

/** Returns the values of a field, which is an attribute or an element (ISO 16684-1, 7.9.2.2). */
export function valuesOf(element: Element, name: string): readonly string[] {
  const attribute = element.attributes.get(name);
  if (attribute !== undefined) return [attribute];
  const child = element.children.find((each) => each.name === name);
  return child ? textsOf(child) : [];
}

/** Returns the structures in a field, directly or in an array. */
export function structuresOf(element: Element, name: string): readonly Element[] {
  const field = element.children.find((each) => each.name === name);
  if (!field) return [];
  const array = field.children.find(({ name }) => ARRAYS.includes(name));
  return (array ? array.children : [field]).map(
    (each) => each.children.find(({ name }) => name === 'rdf:Description') ?? each,
  );
}

const ARRAYS = ['rdf:Alt', 'rdf:Bag', 'rdf:Seq'];

/** Returns a plain value, or the items of an array; of an `rdf:Alt` the default language first. */
function textsOf(element: Element): readonly string[] {
  const array = element.children.find(({ name }) => ARRAYS.includes(name));
  if (array) return inOrder(array).flatMap(textsOf);
  const inner = element.children.find(({ name }) => name === 'rdf:Description') ?? element;
  const value = inner.attributes.get('rdf:value') ?? inner.attributes.get('rdf:resource');
  if (value !== undefined) return [value];
  const qualified = inner.children.find(({ name }) => name === 'rdf:value');
  return [qualified ? qualified.text : inner.text];
}

function inOrder({ name, children }: Element): readonly Element[] {
  const isDefault = (each: Element) => each.attributes.get('xml:lang') === 'x-default';
  return name === 'rdf:Alt'
    ? [...children.filter(isDefault), ...children.filter((each) => !isDefault(each))]
    : children;
}
