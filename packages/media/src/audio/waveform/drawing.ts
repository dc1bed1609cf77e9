import { waveform } from '../recipe.ts';

const { width, height, bars } = waveform.picture;
const STEP = width / bars;
/** Width of a bar in pixels. The rest of the step is the gap. */
const BAR_WIDTH = STEP * 0.625;

/**
 * Draws points (pairs of minimum and maximum sample, −128 to 127) as an SVG: rounded bars around the
 * middle on a transparent background, in colours that are visible on white and on black.
 */
export function drawWaveform(points: readonly number[]): string {
  const rects = Array.from({ length: bars }, (_, bar) => rect(bar, loudest(points, bar)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="${width}" y2="0">
<stop offset="0" stop-color="#4f7cff"/><stop offset="0.5" stop-color="#9b5de5"/><stop offset="1" stop-color="#f15bb5"/>
</linearGradient><g fill="url(#g)">${rects.join('')}</g></svg>`;
}

/** Returns the largest amplitude of the points of a bar, from 0 to 1. */
function loudest(points: readonly number[], bar: number): number {
  const count = points.length / 2;
  const from = Math.floor((bar * count) / bars);
  const to = Math.max(from + 1, Math.floor(((bar + 1) * count) / bars));
  const under = points.slice(2 * from, 2 * to);
  return under.reduce((most, point) => Math.max(most, Math.abs(point) / 128), 0);
}

function rect(bar: number, loudness: number): string {
  // Silence is drawn as dots.
  const tall = Math.max(BAR_WIDTH, loudness * height);
  const x = round(bar * STEP + (STEP - BAR_WIDTH) / 2);
  const y = round((height - tall) / 2);
  const radius = round(BAR_WIDTH / 2);
  return `<rect x="${x}" y="${y}" width="${round(BAR_WIDTH)}" height="${round(tall)}" rx="${radius}"/>`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
