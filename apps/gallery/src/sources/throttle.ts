/** Time between an event and the request that finds out what has changed, in milliseconds. */
const DELAY_MS = 1_000;

/** Runs a task soon after the first of several calls, and once more if there were calls meanwhile. */
export function createThrottle(task: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let isWanted = false;

  function soon(): void {
    if (running) isWanted = true;
    else timer ??= setTimeout(() => void now(), DELAY_MS);
  }

  function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= task().finally(() => {
      running = undefined;
      if (isWanted) soon();
      isWanted = false;
    });
    return running;
  }

  return { soon, now, stop: () => clearTimeout(timer) };
}
