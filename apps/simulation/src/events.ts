import assert from 'node:assert/strict';
import type { Context } from './context.ts';

/** Something that happens at a virtual time. */
export interface Event {
  /** Milliseconds since the run began. */
  readonly at: number;
  /** Of two at the same time the one that was scheduled first happens first. */
  readonly order: number;
  readonly context: Context;
  readonly happen: () => unknown;
  cancelled: boolean;
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Pending events, the earliest first: a binary heap. */
export function createEvents() {
  const heap: Event[] = [];

  function eventAt(index: number): Event {
    const event = heap[index];
    assert(event, 'the index is within the heap');
    return event;
  }

  function swap(one: number, other: number): void {
    [heap[one], heap[other]] = [eventAt(other), eventAt(one)];
  }

  return {
    add(event: Event): void {
      let at = heap.push(event) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(eventAt(at), eventAt(parent))) return;
        swap(at, parent);
        at = parent;
      }
    },
    take(): Event | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (first === last || last === undefined) return first;
      heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < heap.length && isBefore(eventAt(left), eventAt(least))) least = left;
        if (right < heap.length && isBefore(eventAt(right), eventAt(least))) least = right;
        if (least === at) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}
