import type { Size } from '../render/sizes.ts';
import { resizeDrawing } from './drawing.ts';
import { openPixels, type Pixels, toPixels } from './sharp.ts';

/** Pixels of an inch in CSS. librsvg takes the density for it, and libvips scales by it from 72. */
const DENSITY = 96;
const SCALE = DENSITY / 72;

/**
 * Rasterises an SVG from memory, so that librsvg cannot resolve references and loads no other files.
 *
 * @see
 * https://gnome.pages.gitlab.gnome.org/librsvg/Rsvg-2.0/class.Handle.html#security-and-locations-of-referenced-files
 */
export function rasterise(svg: Uint8Array, own: Size, size: Size): Promise<Pixels> {
  const asked = { width: size.width / SCALE, height: size.height / SCALE };
  const drawing = openPixels(resizeDrawing(svg, own, asked), { density: DENSITY });
  return toPixels(drawing.resize(size.width, size.height, { fit: 'fill' }));
}
