import { type Colorants, D50 } from './rgb-profile.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** The x and y of white, red, green and blue in the chromaticity diagram of CIE 1931. */
export type Chromaticities = readonly [x: number, y: number][];

/** ICC.1:2022, annex E: Bradford's matrix of cone responses, and its inverse. */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
const BACK: Matrix = [
  [0.9869929, -0.1470543, 0.1599627],
  [0.4323053, 0.5183603, 0.0492912],
  [-0.0085287, 0.0400428, 0.9684867],
];

/** Returns the colorants of primaries, adapted to D50. Undefined if they span no colours. */
export function colorantsOf(chromaticities: Chromaticities): Colorants | undefined {
  const [white, red, green, blue] = chromaticities.map(toXyz);
  if (!white || !red || !green || !blue) return undefined;
  const amounts = solve(red, green, blue, white);
  const adapted = [red, green, blue].map((colour, index) =>
    adapt(
      colour.map((value) => value * (amounts[index] ?? 0)),
      white,
    ),
  );
  const [rXYZ, gXYZ, bXYZ] = adapted;
  const isValid = adapted.flat().every((value) => Number.isFinite(value) && Math.abs(value) < 10);
  return isValid && rXYZ && gXYZ && bXYZ ? { rXYZ, gXYZ, bXYZ } : undefined;
}

/** With Y of 1. */
const toXyz = ([x, y]: readonly [number, number]): Triple => [x / y, 1, (1 - x - y) / y];

/** Cramer's rule: how much of each colour makes white. */
function solve(red: Triple, green: Triple, blue: Triple, white: Triple): Triple {
  const whole = determinant(red, green, blue);
  return [
    determinant(white, green, blue) / whole,
    determinant(red, white, blue) / whole,
    determinant(red, green, white) / whole,
  ];
}

const determinant = (a: Triple, b: Triple, c: Triple): number =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) -
  b[0] * (a[1] * c[2] - a[2] * c[1]) +
  c[0] * (a[1] * b[2] - a[2] * b[1]);

function adapt(colour: readonly number[], white: Triple): number[] {
  const from = multiply(BRADFORD, white);
  const to = multiply(BRADFORD, D50);
  const response = multiply(BRADFORD, colour);
  return multiply(
    BACK,
    response.map((value, index) => (value * (to[index] ?? 0)) / (from[index] ?? 1)),
  );
}

const multiply = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0));
