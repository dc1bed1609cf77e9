import { createHash } from 'node:crypto';
import { type Context, currentContext, within } from './context.ts';
import { SimulationError } from './errors.ts';
import { createEvents, type Event } from './events.ts';
import { EPOCH_MS, EVENTS_MOST } from './limits.ts';

export type Scheduler = ReturnType<typeof createScheduler>;

const realImmediate = setImmediate;

/** Lets every microtask and `process.nextTick` run, and what they start in turn. */
const settled = () => new Promise<void>((resolve) => void realImmediate(resolve));

/**
 * The one thread of time. Nothing happens but events, one after the other, each with all the
 * microtasks that follow from it; time passes only from one event to the next.
 */
export function createScheduler() {
  const events = createEvents();
  const lines: string[] = [];
  let now = 0;
  let order = 0;
  let stopped = false;
  let held: Promise<unknown> | undefined;

  function after(delayMs: number, happen: () => unknown, context = currentContext()): Event {
    const at = now + Math.max(0, delayMs);
    const event: Event = { at, order: order++, context, happen, cancelled: false };
    events.add(event);
    return event;
  }

  return {
    /** Milliseconds since the run began: no clock fault touches it. */
    now: () => now,
    wall: (): number =>
      Math.floor(EPOCH_MS + now + (currentContext().process?.clock.offsetMs ?? 0)),
    /** Has something happen later, on behalf of whoever asks, unless that one is dead by then. */
    after,
    /** Waits for virtual time to pass. */
    sleep: (delayMs: number): Promise<void> =>
      new Promise((resolve) => void after(delayMs, resolve)),
    trace: (text: string, { process }: Context = currentContext()): void => {
      lines.push(`${now.toFixed(3)} ${process?.name ?? '-'} ${text}`);
    },
    lines: (): readonly string[] => lines,
    /** One number for all that happened, in its order. */
    hash: (): string => createHash('sha256').update(lines.join('\n')).digest('hex'),
    /** Lets nothing else happen until this is done: it must wait for no event. */
    hold: (work: Promise<unknown>): void => {
      held = work;
    },
    stop: (): void => {
      stopped = true;
    },
    /**
     * @param onUncaught told of what is thrown where no process would have caught it
     * @throws SimulationError `endless`
     */
    async run(onUncaught: (error: unknown) => void): Promise<void> {
      for (let count = 0; !stopped; count++) {
        const event = events.take();
        if (!event) return;
        if (event.cancelled || event.context.process?.isAlive === false) continue;
        if (count > EVENTS_MOST) throw new SimulationError('endless');
        now = event.at;
        try {
          within(event.context, event.happen);
        } catch (error) {
          onUncaught(error);
        }
        await settled();
        await held;
        held = undefined;
      }
    },
  };
}
