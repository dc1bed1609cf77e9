import type { Simulation } from './build.ts';
import type { Cell } from './cell.ts';
import { endFaults, startFaults } from './faults.ts';
import type { Action, History } from './history.ts';
import { ADMIN, createOperator, GUEST } from './keys.ts';
import { LOOK_MS, REVOKED_AFTER_MS } from './limits.ts';
import { outcomeOf } from './outcome.ts';
import type { Profile } from './profile.ts';
import type { Random } from './random.ts';
import { awaitRest } from './rest.ts';
import { createClient, type Item } from './traffic.ts';

/** The operations on an item, each with its share. An item that fails is mostly retried. */
const ACTIONS: Readonly<Record<'sound' | 'corrupt', readonly Action[]>> = {
  sound: ['upload', 'upload', 'upload', 'delete', 'delete', 'look', 'look', 'retry'],
  corrupt: ['upload', 'upload', 'upload', 'delete', 'look', 'retry', 'retry', 'retry-all'],
};

/** The events of one run, from the first start to the last check. */
export async function tell(
  simulation: Simulation,
  profile: Profile,
  random: Random,
): Promise<History> {
  const { scheduler, cells, network } = simulation;
  const client = createClient(scheduler, random.fork());
  const operator = createOperator(simulation, client);
  const token = profile.keys ? ADMIN : undefined;
  if (profile.keys) await operator.makeAdmin();
  for (const cell of cells) cell.start();
  while (!cells.every((cell) => cell.isListening())) await scheduler.sleep(LOOK_MS / 10);

  const homes = new Map(
    profile.items.map((item) => [item, random.chance(0.5) ? random.pick(cells) : undefined]),
  );
  const ask = (item: Item) => {
    const cell: Cell = homes.get(item) ?? random.pick(cells);
    const action = random.pick(ACTIONS[item.sound ? 'sound' : 'corrupt']);
    const about = action === 'retry-all' ? {} : { item };
    void client.ask({ action, cell, ...about, ...(token && { token }) });
  };
  startFaults(simulation, profile, random.fork());
  client.faults.deaf = profile.networkFaults;
  for (let count = 0; count < profile.operations; count++) {
    scheduler.after(random.between(0, profile.busyMs), () => ask(random.pick(profile.items)));
  }
  const useGuest = () =>
    client.ask({ action: 'use-key', cell: random.pick(cells), token: GUEST, subject: 'guest' });
  if (profile.keys) {
    const makeAt = random.between(0, profile.busyMs / 2);
    scheduler.after(makeAt, operator.makeGuest);
    scheduler.after(random.between(makeAt + 40_000, profile.busyMs + 80_000), operator.revokeGuest);
    for (let use = 0; use < 6; use++) {
      scheduler.after(random.between(makeAt, profile.busyMs + 160_000), useGuest);
    }
  }
  await scheduler.sleep(profile.busyMs);
  endFaults(simulation);
  client.faults.deaf = 0;
  scheduler.trace('calm');

  if (profile.keys) await scheduler.sleep(160_000 + REVOKED_AFTER_MS);
  const unsettled = await awaitRest(simulation, client);
  const outcomes = [];
  for (const item of profile.items) {
    outcomes.push(await outcomeOf(simulation, client, item, token));
  }
  if (profile.keys) await useGuest();
  return {
    operations: client.operations,
    outcomes,
    catalogFaults: network.catalogFaults,
    calm: isCalm(profile),
    unsettled,
  };
}

const isCalm = ({ kills, powerCuts, networkFaults, outages, decoderDeaths }: Profile): boolean =>
  kills + powerCuts + networkFaults + outages + decoderDeaths === 0;
