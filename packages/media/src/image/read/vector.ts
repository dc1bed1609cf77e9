import { readFile } from 'node:fs/promises';
import { MediaError } from '../../failures.ts';
import type { Size } from '../render/sizes.ts';
import { openPixels, type Pixels, toPixels } from './sharp.ts';

/** An SVG's own size is in pixels of 1/72 inch for librsvg's purposes. */
const OWN_DENSITY = 72;
/** What sharp takes. */
const DENSITIES = { min: 1, max: 100_000 };

/**
 * Rasterises an SVG. It is read from memory, so librsvg has no address to resolve references against,
 * and loads nothing but what the file itself holds.
 *
 * @see https://gnome.pages.gitlab.gnome.org/librsvg/Rsvg-2.0/class.Handle.html#security-and-locations-of-referenced-files
 */
export async function rasterise(path: string, own: Size, size: Size): Promise<Pixels> {
  const density = (OWN_DENSITY * size.width) / own.width;
  if (density < DENSITIES.min) {
    throw new MediaError('too-many-pixels', {
      detail: `a drawing of ${own.width} × ${own.height}`,
    });
  }
  const drawing = openPixels(await readFile(path), Math.min(density, DENSITIES.max));
  return toPixels(drawing.resize(size.width, size.height, { fit: 'fill' }));
}
