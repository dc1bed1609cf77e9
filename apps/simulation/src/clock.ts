import timersPromises from 'node:timers/promises';
import { currentContext } from './context.ts';
import { currentWorld } from './world.ts';

/** A timer of virtual time, with what callers use of Node's own. */
class VirtualTimer {
  #cancel: () => void = () => undefined;
  readonly #start: () => () => void;

  constructor(start: () => () => void) {
    this.#start = start;
    this.refresh();
  }
  refresh(): this {
    this.#cancel();
    this.#cancel = this.#start();
    return this;
  }
  close(): this {
    this.#cancel();
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  [Symbol.dispose](): void {
    this.#cancel();
  }
}

type Callback = (...args: unknown[]) => void;

/** Replaces the clocks and timers of Node, and its randomness, for as long as a world is entered. */
export function replaceClock(): void {
  replaceDate();
  replaceTimers();
  replaceTimersPromises();
  replaceRandom();
  replaceWarnings();
  const realNow = performance.now.bind(performance);
  performance.now = () => currentWorld()?.scheduler.now() ?? realNow();
}

function replaceDate(): void {
  const RealDate = Date;
  const wall = () => currentWorld()?.scheduler.wall() ?? RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget),
    apply: () => new RealDate(wall()).toString(),
    get: (target, name) => (name === 'now' ? wall : Reflect.get(target, name)),
  });
}

function replaceTimers(): void {
  const real = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval,
    clearImmediate,
  };
  const once = (callback: Callback, delayMs = 0, ...args: unknown[]) => {
    const world = currentWorld();
    if (!world) return real.setTimeout(callback, delayMs, ...args);
    return new VirtualTimer(() => {
      const event = world.scheduler.after(Math.max(1, delayMs), () => callback(...args));
      return () => {
        event.cancelled = true;
      };
    });
  };
  const often = (callback: Callback, everyMs = 1, ...args: unknown[]) => {
    const world = currentWorld();
    if (!world) return real.setInterval(callback, everyMs, ...args);
    return new VirtualTimer(() => {
      const next = () => {
        event = world.scheduler.after(Math.max(1, everyMs), () => {
          next();
          callback(...args);
        });
      };
      let event: { cancelled: boolean };
      next();
      return () => {
        event.cancelled = true;
      };
    });
  };
  const soon = (callback: Callback, ...args: unknown[]) => {
    const world = currentWorld();
    // Code outside a simulated process is a server: its response precedes every other event.
    if (!world || !currentContext().process) return real.setImmediate(callback, ...args);
    return new VirtualTimer(() => {
      const event = world.scheduler.after(0, () => callback(...args));
      return () => {
        event.cancelled = true;
      };
    });
  };
  const clear =
    <Timer>(clearReal: (timer?: Timer) => void) =>
    (timer?: unknown) => {
      if (timer instanceof VirtualTimer) timer.close();
      else clearReal(timer as Timer | undefined);
    };
  Object.assign(globalThis, {
    setTimeout: once,
    setInterval: often,
    setImmediate: soon,
    clearTimeout: clear(real.clearTimeout as (timer?: unknown) => void),
    clearInterval: clear(real.clearInterval as (timer?: unknown) => void),
    clearImmediate: clear(real.clearImmediate as (timer?: unknown) => void),
  });
}

function replaceTimersPromises(): void {
  const real = timersPromises.setTimeout;
  const sleep: typeof real = (delayMs, value, options = {}) => {
    if (!currentWorld()) return real(delayMs, value, options);
    const { signal } = options;
    return new Promise((resolve, reject) => {
      const abort = () => {
        clearTimeout(timer);
        reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError' }));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value as never);
      }, delayMs);
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  };
  timersPromises.setTimeout = sleep;
}

function replaceRandom(): void {
  const realRandom = Math.random;
  Math.random = () => currentWorld()?.random.next() ?? realRandom();
  const realValues = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => {
    const world = currentWorld();
    if (!world || array === null) return realValues(array);
    const view = array as unknown as DataView;
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (const at of bytes.keys()) bytes[at] = world.random.below(256);
    return array;
  };
}

/** The SDK's warnings belong to the run. */
function replaceWarnings(): void {
  const real = console.warn.bind(console);
  console.warn = (...said: unknown[]) => {
    const world = currentWorld();
    if (world) world.scheduler.trace(`warned ${said.join(' ')}`);
    else real(...said);
  };
}
