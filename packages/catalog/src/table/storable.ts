/** DynamoDB stores no number closer to zero than 1E-130. */
const SMALLEST = 1e-100;

/**
 * Adjusts numbers that a file or a client states to those that the table stores: one that is nearly zero
 * becomes zero, and one beyond the safe integers, or not a number, is left out.
 */
export const storable = <Value>(value: Value): Value => adjust(value) as Value;

function adjust(value: unknown): unknown {
  if (typeof value === 'number') return adjustNumber(value);
  if (Array.isArray(value)) return value.map(adjust).filter((one) => one !== undefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, adjust(one)]));
}

function adjustNumber(value: number): number | undefined {
  const size = Math.abs(value);
  if (!(size <= Number.MAX_SAFE_INTEGER)) return undefined;
  return size < SMALLEST ? 0 : value;
}
