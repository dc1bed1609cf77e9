/**
 * The prefixes by which Galeria names the properties of XMP. Packets may declare others for the same
 * namespaces, such as `xap` of Adobe's first versions.
 */
const namespaces: Readonly<Record<string, readonly string[]>> = {
  aux: ['http://ns.adobe.com/exif/1.0/aux/'],
  dc: ['http://purl.org/dc/elements/1.1/', 'http://purl.org/dc/1.1/'],
  digiKam: ['http://www.digikam.org/ns/1.0/'],
  exif: ['http://ns.adobe.com/exif/1.0/'],
  exifEX: ['http://cipa.jp/exif/1.0/'],
  lr: ['http://ns.adobe.com/lightroom/1.0/'],
  MicrosoftPhoto: ['http://ns.microsoft.com/photo/1.0/', 'http://ns.microsoft.com/photo/1.0'],
  MP: ['http://ns.microsoft.com/photo/1.2/'],
  MPRI: ['http://ns.microsoft.com/photo/1.2/t/RegionInfo#'],
  MPReg: ['http://ns.microsoft.com/photo/1.2/t/Region#'],
  'mwg-rs': ['http://www.metadataworkinggroup.com/schemas/regions/'],
  pdf: ['http://ns.adobe.com/pdf/1.3/'],
  photoshop: ['http://ns.adobe.com/photoshop/1.0/'],
  rdf: ['http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  stArea: ['http://ns.adobe.com/xmp/sType/Area#', 'http://ns.adobe.com/xap/1.0/sType/Area#'],
  tiff: ['http://ns.adobe.com/tiff/1.0/'],
  x: ['adobe:ns:meta/'],
  xml: ['http://www.w3.org/XML/1998/namespace'],
  xmp: ['http://ns.adobe.com/xap/1.0/'],
};

const prefixes = new Map(
  Object.entries(namespaces).flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix])),
);

/** The namespaces of prefixes that a packet uses without declaring them, as some programs do. */
export const undeclared: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(namespaces).flatMap(([prefix, [uri]]) =>
    uri === undefined ? [] : [[prefix, uri]],
  ),
);

/** Returns a name with the prefix of its namespace. */
export function qualify({ uri, local }: { uri: string; local: string }): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? `{${uri}}${local}` : `${prefix}:${local}`;
}
