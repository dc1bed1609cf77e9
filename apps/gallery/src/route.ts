export type Route = ReturnType<typeof createRoute>;

const read = (): string | undefined => /^#([0-9a-f]{64})$/.exec(location.hash)?.[1];

/**
 * Tracks the item in the URL, `/#<id>`, so that items can be linked and the Back button returns to the
 * grid.
 */
export function createRoute(onChange: (id: string | undefined) => void) {
  /** Whether the previous history entry is the grid. */
  let cameFromGrid = false;
  let before = read();

  return {
    id: read,
    start(): void {
      addEventListener('hashchange', () => {
        const id = read();
        cameFromGrid = before === undefined && id !== undefined;
        before = id;
        onChange(id);
      });
      if (before !== undefined) onChange(before);
    },
    /** Shows another item without a new history entry. */
    replace(id: string): void {
      history.replaceState(null, '', `#${id}`);
      before = id;
      onChange(id);
    },
    /** Returns to the grid. */
    leave(): void {
      if (read() === undefined) return;
      if (cameFromGrid) history.back();
      else history.replaceState(null, '', location.pathname + location.search);
      cameFromGrid = false;
      before = undefined;
    },
  };
}
