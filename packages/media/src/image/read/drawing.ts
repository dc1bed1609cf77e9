import { decodeMarkup, rootAt } from '../recognise/svg.ts';
import type { Size } from '../render/sizes.ts';

/** The root element of an SVG. */
interface Root {
  /** Where its attributes begin and end in the text. */
  readonly from: number;
  readonly to: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** CSS pixels of the units of CSS Values 3, 6.2. Those relative to a font are those of 16 pixels. */
const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
  em: 16,
  ex: 8,
};

/**
 * Returns the size that a drawing asks for, in CSS pixels: its width and height, or what its `viewBox` has
 * of them. Undefined without any of these.
 */
export function sizeOfDrawing(svg: Uint8Array): Size | undefined {
  const { attributes } = rootOf(decodeMarkup(svg));
  const box = viewBox(attributes);
  const width = length(attributes.get('width'));
  const height = length(attributes.get('height'));
  if (width !== undefined && height !== undefined) return { width, height };
  if (!box) return undefined;
  const ratio = box.height / box.width;
  if (width !== undefined) return { width, height: width * ratio };
  return height === undefined ? box : { width: height / ratio, height };
}

/**
 * Returns a drawing of another size. The density of librsvg would scale drawings in millimetres and other
 * units twice.
 *
 * @param own the size that the drawing asks for
 */
export function resizeDrawing(svg: Uint8Array, own: Size, { width, height }: Size): Buffer {
  const text = decodeMarkup(svg);
  const { from, to, attributes } = rootOf(text);
  const kept = text.slice(from, to).replaceAll(ATTRIBUTE, (attribute, name: string) => {
    const isReplaced = name === 'width' || name === 'height';
    return isReplaced || (name === 'viewBox' && !viewBox(attributes)) ? '' : attribute;
  });
  const box = viewBox(attributes) ? '' : ` viewBox="0 0 ${own.width} ${own.height}"`;
  const size = ` width="${width}" height="${height}"${box}`;
  return Buffer.from(`${text.slice(0, from)}${size}${kept}${text.slice(to)}`);
}

const ATTRIBUTE = /\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function rootOf(text: string): Root {
  const start = rootAt(text);
  const [tag = ''] = /^<[^\s/>]*/.exec(text.slice(start)) ?? [];
  const from = start + tag.length;
  const inner = untilEndOfTag(text.slice(from)).replace(/\/$/, '');
  const attributes = new Map(
    [...inner.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
      name,
      double ?? single ?? '',
    ]),
  );
  return { from, to: from + inner.length, attributes };
}

/** Values in quotes may contain `>`. */
function untilEndOfTag(text: string): string {
  for (const { 0: part, index } of text.matchAll(/>|"[^"]*"|'[^']*'/g)) {
    if (part === '>') return text.slice(0, index);
  }
  return text;
}

/** SVG 2, 8.6: four numbers, of which the last two are the size. */
function viewBox(attributes: Root['attributes']): Size | undefined {
  const numbers = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = numbers;
  const isValid = numbers.length === 4 && numbers.every(Number.isFinite);
  return isValid && width > 0 && height > 0 ? { width, height } : undefined;
}

/** Undefined for a share of the page, which has no size here. */
function length(value: string | undefined): number | undefined {
  const [, number, unit = ''] =
    /^\+?((?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(value?.trim() ?? '') ?? [];
  const pixels = Number(number) * (PIXELS[unit.toLowerCase()] ?? Number.NaN);
  return pixels > 0 && Number.isFinite(pixels) ? pixels : undefined;
}
