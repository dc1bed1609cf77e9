import { readFile } from 'node:fs/promises';
import { u16, u32 } from '../../src/image/colour/big-endian.ts';
import { box } from './box.ts';

/** The metadata of a test's HEIC. */
export interface HeicOptions {
  /** Of the whole grid, before it is turned; the tiles are 64 × 64. */
  readonly width?: number;
  readonly height?: number;
  /** Quarters of a turn, anti-clockwise (`irot`). */
  readonly turns?: number;
  readonly profile?: Uint8Array;
  /** Instead of a profile: colour primaries and transfer characteristics, as ISO/IEC 23091-2 numbers them. */
  readonly cicp?: readonly [number, number];
  /** An auxiliary type that is named among the properties (`auxC`). */
  readonly auxiliary?: string;
  /** The clean aperture before the turn: width, height, and the distance of its centre from the picture's. */
  readonly aperture?: readonly [width: number, height: number, right: number, down: number];
  /** How many more items without content there are. */
  readonly moreItems?: number;
  /** An EXIF block with its `Exif\0\0`. */
  readonly exif?: Uint8Array;
}

const COLOURS = ['red', 'green', 'blue', 'yellow'];

/**
 * Writes a HEIC as phones do: a grid of tiles, turned by `irot`, with a profile and EXIF. The tiles are
 * the quarters of `pictures.ts`, coded by x265 into the samples beside this file.
 *
 * @see ISO/IEC 23008-12, 6.6.2.3 (grid) and ISO/IEC 14496-12, 8.11 (meta boxes)
 */
export async function gridHeic(options: HeicOptions = {}): Promise<Buffer> {
  const { width = 120, height = 100, turns = 0, profile, cicp, auxiliary, exif } = options;
  const { aperture, moreItems = 0 } = options;
  const nclx = cicp && Buffer.concat([Buffer.from('nclx'), u16(...cicp, 6), Buffer.from([0x80])]);
  const colour = profile ? Buffer.concat([Buffer.from('prof'), profile]) : nclx;
  const tiles = await Promise.all(COLOURS.map(readTile));
  const hidden = 0x01000000;
  const items = [
    infe(1, 'grid', 0),
    ...tiles.map((_, index) => infe(2 + index, 'hvc1', hidden)),
    ...(exif ? [infe(6, 'Exif', 0)] : []),
    ...Array.from({ length: moreItems }, (_, index) => infe(100 + index, 'hvc1', hidden)),
  ];
  const references = [
    box('dimg', u16(1, 4, 2, 3, 4, 5)),
    ...(exif ? [box('cdsc', u16(6, 1, 1))] : []),
  ];
  const properties = [
    tiles[0]!.hvcC,
    box('ispe', u32(0, 64, 64)),
    box('ispe', u32(0, width, height)),
    box('irot', Buffer.from([turns])),
    box('clap', fractions(...(aperture ?? [width, height, 0, 0]))),
    ...(colour ? [box('colr', colour)] : []),
    ...(auxiliary ? [box('auxC', u32(0), Buffer.from(`${auxiliary}\0`))] : []),
  ];
  // Transformations are applied in this order.
  const gridProperties = [3, ...(aperture ? [5] : []), 4, ...(colour ? [6] : [])];
  const associations = [
    [1, gridProperties],
    ...tiles.map((_, index) => [2 + index, colour ? [1, 2, 6] : [1, 2]]),
  ] as [number, number[]][];
  const ipma = Buffer.concat([
    u32(0, associations.length),
    ...associations.map(([item, indices]) =>
      Buffer.concat([u16(item), Buffer.from([indices.length, ...indices])]),
    ),
  ]);
  const grid = Buffer.concat([Buffer.from([0, 1, 1, 1]), u32(width, height)]);
  const exifItem = exif && Buffer.concat([u32(6), exif]);
  const bodies = [...tiles.map(({ body }) => body), ...(exifItem ? [exifItem] : [])];
  const ftyp = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'));
  const meta = (dataAt: number) => {
    let at = dataAt;
    const locations = bodies.map((body, index) => {
      const location = Buffer.concat([u16(2 + index, 0, 0, 1), u32(at, body.length)]);
      at += body.length;
      return location;
    });
    const inIdat = Buffer.concat([u16(1, 1, 0, 1), u32(0, grid.length)]);
    return box(
      'meta',
      u32(0),
      box('hdlr', u32(0, 0), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(1)),
      box('iinf', u32(0), u16(items.length), ...items),
      box('iref', u32(0), ...references),
      box('iprp', box('ipco', ...properties), box('ipma', ipma)),
      box('iloc', u32(hidden), u16(0x4400, 1 + bodies.length), inIdat, ...locations),
      box('idat', grid),
    );
  };
  const dataAt = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(dataAt), box('mdat', ...bodies)]);
}

const fractions = (...numbers: readonly number[]) => u32(...numbers.flatMap((each) => [each, 1]));

const infe = (id: number, type: string, flags: number) =>
  box('infe', u32(0x02000000 + (flags >>> 24)), u16(id, 0), Buffer.from(`${type}\0`));

/** A tile's decoder configuration, as a whole box, and its coded picture: all of its `mdat`. */
async function readTile(colour: string): Promise<{ hvcC: Buffer; body: Buffer }> {
  const file = await readFile(new URL(`./samples/tile-${colour}.heic`, import.meta.url));
  const boxAt = (type: string) => {
    const at = file.indexOf(type, 0, 'latin1') - 4;
    return file.subarray(at, at + file.readUInt32BE(at));
  };
  return { hvcC: boxAt('hvcC'), body: boxAt('mdat').subarray(8) };
}
