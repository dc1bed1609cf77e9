import { setTimeout as sleep } from 'node:timers/promises';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Random } from '../random.ts';
import type { ChaosCloud } from '../run/cloud.ts';
import { type Arrival, isEarly } from './arrival.ts';
import { LISTENER } from './limits.ts';

/** The events that a listener received in a run. */
export interface Heard {
  /** The events of items in the order of their arrival, with those that were sent again. */
  readonly arrivals: readonly Arrival[];
  /** Events whose item could not be read in their state when they arrived. */
  readonly early: readonly Arrival[];
  /** The reasons of the events `reset`. */
  readonly resets: readonly string[];
  readonly connections: number;
  /** Events whose item was read when they arrived. */
  readonly checked: number;
}

export type Listener = ReturnType<typeof startListener>;

/**
 * Follows `GET /events` of one cell after the other, each for a random time or until it ends, and continues
 * with `Last-Event-ID`. Reads the item of each event, from the cell that sent it, as the event arrives.
 */
export function startListener(cloud: ChaosCloud, random: Random) {
  const arrivals: Arrival[] = [];
  const early: Arrival[] = [];
  const resets: string[] = [];
  const known = new Set<string>();
  const checks = new Set<Promise<void>>();
  const stopped = new AbortController();
  let connections = 0;
  let checked = 0;
  let lastEventId: string | undefined;

  function receive({ event = '', id = '', data }: EventSourceMessage, address: string): void {
    lastEventId = id;
    if (event === 'heartbeat') return;
    if (event === 'reset') {
      resets.push(JSON.parse(data).reason);
      return;
    }
    const arrival: Arrival = { eventId: id, type: event, ...JSON.parse(data) };
    arrivals.push(arrival);
    if (known.has(id) || checks.size >= LISTENER.checks) return;
    known.add(id);
    const check = isEarly(cloud, address, arrival)
      .then((verdict) => {
        if (verdict !== undefined) checked++;
        if (verdict === true) early.push(arrival);
      })
      .finally(() => checks.delete(check));
    checks.add(check);
  }

  async function connect(cell: string): Promise<void> {
    const address = await cloud.whileUp(() => cloud.call('address', cell));
    if (!address) return;
    const parser = createParser({ onEvent: (message) => receive(message, address) });
    const signal = AbortSignal.any([
      stopped.signal,
      AbortSignal.timeout(random.integer(LISTENER.shortestMs, LISTENER.longestMs)),
    ]);
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(`${address}/events`, { headers, signal });
    if (!response.ok || !response.body) return void (await response.body?.cancel());
    connections++;
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text);
  }

  async function run(): Promise<void> {
    for (let turn = 0; !stopped.signal.aborted; turn++) {
      const cell = cloud.cells[turn % cloud.cells.length];
      // The cell or the whole host may be down.
      if (cell !== undefined) await connect(cell).catch(() => {});
      await sleep(LISTENER.pauseMs);
    }
  }
  const running = run();

  return {
    heard: (): Heard => ({ arrivals, early, resets, connections, checked }),
    async stop(): Promise<void> {
      stopped.abort();
      await running;
      await Promise.all(checks);
    },
  };
}
