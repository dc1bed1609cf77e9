/** How far a copy of the catalog has come. */
export interface Position {
  /** When the last complete read of the changes began, in milliseconds since 1970. */
  readonly time: number;
  /** Where the scan of the catalog continues; undefined once the copy has every item. */
  readonly scan: { readonly from?: string | undefined } | undefined;
}

export const encodePosition = (position: Position): string => JSON.stringify(position);

/** Decodes a position that a copy has stored. Without one, or with an unknown one, the copy starts over. */
export function decodePosition(text: string | undefined, now: number): Position {
  try {
    const { time, scan } = JSON.parse(text ?? '') as Position;
    if (!Number.isFinite(time)) throw new TypeError('no time');
    return { time, scan };
  } catch {
    return { time: now, scan: {} };
  }
}
