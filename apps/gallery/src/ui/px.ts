/** A length in a style: Preact adds no unit to numbers. */
export const px = (value: number): string => `${value}px`;
