/** Justified rows: the tiles of a row have one height, and fill the width. */

export interface Box {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface Row {
  readonly top: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

export interface Frame {
  /** Pixels of the container. */
  readonly width: number;
  /** The height that rows should have, in pixels. */
  readonly rowHeight: number;
  readonly gap: number;
  /** With a number, tiles are squares in so many columns. */
  readonly columns?: number | undefined;
}

/** A last row that is not full is at most this much higher than the others. */
const MOST_STRETCH = 1.25;
/** The aspect ratio of items that are not loaded. */
const USUAL_RATIO = 1.4;

/** Arranges tiles with the given aspect ratios (width / height). */
export function arrange(ratios: readonly number[], frame: Frame): Row[] {
  return frame.columns === undefined
    ? justify(ratios, frame)
    : squares(ratios.length, frame, frame.columns);
}

function justify(ratios: readonly number[], { width, rowHeight, gap }: Frame): Row[] {
  const rows: Row[] = [];
  let top = 0;
  let start = 0;
  let sum = 0;
  const close = (end: number, height: number) => {
    let left = 0;
    const boxes = ratios.slice(start, end).map((ratio, at): Box => {
      const box = { index: start + at, left, width: ratio * height };
      left += box.width + gap;
      return box;
    });
    rows.push({ top, height, boxes });
    top += height + gap;
    [start, sum] = [end, 0];
  };
  for (const [at, ratio] of ratios.entries()) {
    const heightOf = (ratioSum: number, count: number) => (width - gap * (count - 1)) / ratioSum;
    const count = at - start;
    const height = heightOf(sum + ratio, count + 1);
    if (height > rowHeight) {
      sum += ratio;
      continue;
    }
    // The row is closed before or after this tile, whichever is nearer to the wanted height.
    const before = count === 0 ? Number.POSITIVE_INFINITY : heightOf(sum, count);
    if (before / rowHeight < rowHeight / height) {
      close(at, before);
      sum = ratio;
      if (heightOf(sum, 1) <= rowHeight) close(at + 1, heightOf(sum, 1));
    } else {
      close(at + 1, height);
    }
  }
  if (start < ratios.length) {
    const full = (width - gap * (ratios.length - start - 1)) / sum;
    close(ratios.length, full <= rowHeight * MOST_STRETCH ? full : rowHeight);
  }
  return rows;
}

function squares(count: number, { width, gap }: Frame, columns: number): Row[] {
  const side = (width - gap * (columns - 1)) / columns;
  return Array.from({ length: Math.ceil(count / columns) }, (_, row) => ({
    top: row * (side + gap),
    height: side,
    boxes: Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => ({
      index: row * columns + column,
      left: column * (side + gap),
      width: side,
    })),
  }));
}

/** The height of so many items whose aspect ratios are not known. */
export function estimate(count: number, frame: Frame): number {
  const { width, rowHeight, gap } = frame;
  if (count === 0) return 0;
  const side = frame.columns && (width - gap * (frame.columns - 1)) / frame.columns;
  const perRow = frame.columns ?? Math.max(1, width / (rowHeight * USUAL_RATIO + gap));
  const rows = Math.ceil(count / perRow);
  return rows * ((side ?? rowHeight) + gap) - gap;
}

export const heightOf = (rows: readonly Row[]): number => {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
};
