export type Route = ReturnType<typeof createRoute>;

const read = (): string | undefined => /^#([0-9a-f]{64})$/.exec(location.hash)?.[1];

/**
 * The item that the address names, `/#<id>`: a link to it can be kept, and the browser's back leads
 * to the grid.
 */
export function createRoute(onChange: (id: string | undefined) => void) {
  /** Whether the grid is the entry before this one. */
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
    /** Another item in this one's place: stepping leaves no trail. */
    replace(id: string): void {
      history.replaceState(null, '', `#${id}`);
      before = id;
      onChange(id);
    },
    /** Back to the grid. */
    leave(): void {
      if (read() === undefined) return;
      if (cameFromGrid) history.back();
      else history.replaceState(null, '', location.pathname + location.search);
      cameFromGrid = false;
      before = undefined;
    },
  };
}
