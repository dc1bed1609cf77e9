/** The exit status after Ctrl-C, as shells report it. */
export const INTERRUPTED = 130;

/** Aborts at the first Ctrl-C. The second one ends the process at once. */
export function stopOnSignal() {
  const controller = new AbortController();
  const stop = () => {
    remove();
    controller.abort();
  };
  const remove = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, remove };
}
