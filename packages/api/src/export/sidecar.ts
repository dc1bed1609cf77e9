import type { ExportedItem } from '../schemas/export.ts';

/** The namespace of what XMP has no property for. */
export const GALERIA_NAMESPACE = 'urn:galeria:xmp:1.0';

type Described = Pick<
  ExportedItem,
  | 'title'
  | 'description'
  | 'tags'
  | 'rating'
  | 'date'
  | 'offset'
  | 'place'
  | 'favourite'
  | 'archived'
  | 'edits'
>;

/**
 * Writes the XMP sidecar of an item that its owner has edited: the edited fields with the values that are
 * shown. Programs that read sidecars add these values to those of the file.
 *
 * @see https://developer.adobe.com/xmp/docs/XMPSpecifications/
 */
export function writeSidecar(item: Described): string {
  const { edits = {} } = item;
  const has = (name: keyof typeof edits) => edits[name] !== undefined;
  const at = `${item.date}${item.offset ?? ''}`;
  const properties = [
    ...(has('title') ? [alternative('dc:title', item.title)] : []),
    ...(has('description') ? [alternative('dc:description', item.description)] : []),
    ...(has('tags') ? [bag('dc:subject', item.tags)] : []),
    ...(has('rating') ? [element('xmp:Rating', String(item.rating ?? 0))] : []),
    ...(has('date') ? [element('photoshop:DateCreated', at), element('xmp:CreateDate', at)] : []),
    ...(has('date') ? [element('exif:DateTimeOriginal', at)] : []),
    ...(has('place') ? placeOf(item.place) : []),
    ...(has('favourite') ? [element('galeria:favourite', flag(item.favourite))] : []),
    ...(has('archived') ? [element('galeria:archived', flag(item.archived))] : []),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:galeria="${GALERIA_NAMESPACE}">
${properties.map((property) => `   ${property}\n`).join('')}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`;
}

function placeOf(place: Described['place'] = {}): string[] {
  const { city, region, country, latitude, longitude } = place;
  return [
    ...(city ? [element('photoshop:City', city)] : []),
    ...(region ? [element('photoshop:State', region)] : []),
    ...(country ? [element('photoshop:Country', country)] : []),
    ...(latitude === undefined || longitude === undefined
      ? []
      : [
          element('exif:GPSLatitude', degrees(latitude, 'N', 'S')),
          element('exif:GPSLongitude', degrees(longitude, 'E', 'W')),
        ]),
  ];
}

/** XMP specification, part 2, 1.2.7.4 (GPSCoordinate): `DDD,MM.mmk`. Six decimals are 2 mm. */
function degrees(value: number, positive: string, negative: string): string {
  const minutes = Math.round(Math.abs(value) * 60 * 1e6);
  const whole = Math.floor(minutes / 60e6);
  return `${whole},${((minutes - whole * 60e6) / 1e6).toFixed(6)}${value < 0 ? negative : positive}`;
}

const flag = (value: boolean | undefined) => (value ? 'True' : 'False');

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;

const alternative = (name: string, text = '') =>
  `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></${name}>`;

const bag = (name: string, texts: readonly string[] = []) =>
  `<${name}><rdf:Bag>${texts.map((text) => `<rdf:li>${escapeXml(text)}</rdf:li>`).join('')}</rdf:Bag></${name}>`;

/** Removes what XML 1.0 cannot have, and keeps line breaks as they are. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
