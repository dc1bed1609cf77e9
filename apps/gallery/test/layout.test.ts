import { expect, test } from '@jest/globals';
import { arrange, estimate, type Frame, heightOf } from '../src/grid/layout.ts';

const frame: Frame = { width: 1000, rowHeight: 200, gap: 6 };

test('rows fill the width, keep the order, and have nearly the wanted height', () => {
  const ratios = Array.from({ length: 50 }, (_, at) => [1.5, 0.667, 1.333, 2.4, 0.6][at % 5]!);
  const rows = arrange(ratios, frame);
  expect(rows.flatMap(({ boxes }) => boxes.map(({ index }) => index))).toEqual(
    ratios.map((_, index) => index),
  );
  for (const { boxes, height } of rows.slice(0, -1)) {
    const last = boxes.at(-1)!;
    expect(last.left + last.width).toBeCloseTo(1000);
    expect(height).toBeGreaterThan(130);
    expect(height).toBeLessThan(310);
  }
});

test('a last row that is not full is not enlarged, and one wide tile fits', () => {
  expect(arrange([1], frame)[0]).toMatchObject({ height: 200, boxes: [{ width: 200 }] });
  expect(arrange([10], frame)[0]!.height).toBeCloseTo(100);
  expect(arrange([], frame)).toEqual([]);
});

test('columns are squares, and the height of unloaded items is that of loaded ones', () => {
  const phone = { ...frame, width: 304, gap: 2, columns: 3 };
  const rows = arrange(
    Array.from({ length: 7 }, () => 1.5),
    phone,
  );
  expect(rows.map(({ boxes }) => boxes.length)).toEqual([3, 3, 1]);
  expect(rows[0]!.boxes[1]).toEqual({ index: 1, left: 102, width: 100 });
  expect(estimate(7, phone)).toBe(heightOf(rows));
  expect(estimate(0, phone)).toBe(0);
});
