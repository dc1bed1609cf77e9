import { defined } from '../../../defined.ts';
import { limits } from '../../limits.ts';
import type { Size } from '../../render/sizes.ts';
import type { Person } from '../../schema.ts';
import { clean, round } from '../exif/values.ts';
import type { Element } from './rdf.ts';
import { structuresOf, valuesOf, type Xmp } from './xmp.ts';

type Area = NonNullable<Person['area']>;

/**
 * Reads the people that are marked in a picture: the face regions of the Metadata Working Group (5.9), or
 * else those of Windows.
 *
 * @param orientation by which the picture is turned; areas are of the stored picture in the file, and of the
 *   upright one in the result
 * @param stored the size of the stored picture
 */
export function readPeople(xmp: Xmp, orientation: number, stored: Partial<Size>): Person[] {
  const regions = xmp
    .structures('mwg-rs:Regions')
    .flatMap((each) => structuresOf(each, 'mwg-rs:RegionList'));
  const found =
    regions.length > 0
      ? regions.filter(isFace).map((region) => mwgPerson(region, stored))
      : xmp
          .structures('MP:RegionInfo')
          .flatMap((each) => structuresOf(each, 'MPRI:Regions'))
          .map(windowsPerson);
  return found
    .filter(({ name, area }) => name !== undefined || area !== undefined)
    .slice(0, limits.maxPeople)
    .map(({ name, area }) => defined({ name, area: area && upright(area, orientation) }));
}

const isFace = (region: Element): boolean => {
  const type = valuesOf(region, 'mwg-rs:Type')[0];
  return type === undefined || type === 'Face';
};

/** The area is given by its centre, in fractions of the picture or in pixels. */
function mwgPerson(region: Element, { width = 0, height = 0 }: Partial<Size>) {
  const [area] = structuresOf(region, 'mwg-rs:Area');
  const field = (name: string) =>
    Number((area && valuesOf(area, `stArea:${name}`)[0]) ?? Number.NaN);
  const isPixels = area !== undefined && valuesOf(area, 'stArea:unit')[0] === 'pixel';
  const [across, down] = isPixels ? [width, height] : [1, 1];
  const [x, y, w, h] = [
    field('x') / across,
    field('y') / down,
    field('w') / across,
    field('h') / down,
  ];
  return {
    name: clean(valuesOf(region, 'mwg-rs:Name')[0] ?? ''),
    area: areaOf(x - w / 2, y - h / 2, w, h),
  };
}

/** The rectangle is `left, top, width, height` in fractions of the picture. */
function windowsPerson(region: Element) {
  const [left, top, width, height] = (valuesOf(region, 'MPReg:Rectangle')[0] ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return {
    name: clean(valuesOf(region, 'MPReg:PersonDisplayName')[0] ?? ''),
    area: areaOf(left, top, width, height),
  };
}

/** Undefined for an area that is empty or outside of the picture. Cut at its edges. */
function areaOf(
  left = Number.NaN,
  top = Number.NaN,
  width = Number.NaN,
  height = Number.NaN,
): Area | undefined {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  const [x, y] = [inside(left), inside(top)];
  const area = { x, y, width: inside(left + width) - x, height: inside(top + height) - y };
  return area.width > 0 && area.height > 0 ? area : undefined;
}

/** EXIF, Orientation: values above 4 exchange the sides. */
function upright({ x, y, width, height }: Area, orientation: number): Area {
  const [right, bottom] = [1 - x - width, 1 - y - height];
  const places: readonly (readonly [number, number])[] = [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
    [y, x],
    [bottom, x],
    [bottom, right],
    [y, right],
  ];
  const [left = x, top = y] = places[orientation - 1] ?? [];
  const sides = orientation > 4 ? { width: height, height: width } : { width, height };
  return {
    x: round(left, 5),
    y: round(top, 5),
    width: round(sides.width, 5),
    height: round(sides.height, 5),
  };
}
