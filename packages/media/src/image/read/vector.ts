import { readFile } from 'node:fs/promises';
import { MediaError } from '../../failures.ts';
import type { Size } from '../render/sizes.ts';
import { openPixels, type Pixels, toPixels } from './sharp.ts';

/** The density at which sharp renders an SVG at its own size. */
const OWN_DENSITY = 72;
/** The range of densities that sharp supports. */
const DENSITIES = { min: 1, max: 100_000 };

/**
 * Rasterises an SVG from memory, so that librsvg cannot resolve references and loads no other files.
 *
 * @see
 * https://gnome.pages.gitlab.gnome.org/librsvg/Rsvg-2.0/class.Handle.html#security-and-locations-of-referenced-files
 */
export async function rasterise(path: string, own: Size, size: Size): Promise<Pixels> {
  const density = (OWN_DENSITY * size.width) / own.width;
  if (density < DENSITIES.min) {
    throw new MediaError('too-many-pixels', {
      detail: `the drawing has the size ${own.width} × ${own.height}`,
    });
  }
  const drawing = openPixels(await readFile(path), { density: Math.min(density, DENSITIES.max) });
  return toPixels(drawing.resize(size.width, size.height, { fit: 'fill' }));
}
