import type { Simulation } from './build.ts';
import type { Profile } from './profile.ts';
import type { Random } from './random.ts';

const HOUR_MS = 3_600_000;
/** The catalog the most often: acceptance goes on without it. */
const SERVICES = ['dynamodb', 'dynamodb', 'sqs', 's3'];

/** Lets things go wrong for as long as clients ask. */
export function startFaults(
  { scheduler, network, cells, kills, events, queues, decoders }: Simulation,
  profile: Profile,
  random: Random,
): void {
  network.faults.rate = profile.networkFaults;
  kills.left = profile.kills;
  events.duplicates = profile.duplicates;
  queues.work.faults.duplicates = profile.duplicates;
  decoders.faults.diesIdle = profile.decoderDeaths;
  decoders.faults.diesAtWork = profile.decoderDeaths / 3;

  const sometime = (times: number, happen: () => void) => {
    for (let time = 0; time < times; time++) {
      scheduler.after(random.between(0, profile.busyMs), happen);
    }
  };
  sometime(profile.outages, () => {
    const service = random.pick(SERVICES);
    scheduler.trace(`${service} is away`);
    network.faults.away.add(service);
    scheduler.after(random.between(300, 15_000), () => network.faults.away.delete(service));
  });
  sometime(profile.powerCuts, () => random.pick(cells).cutPower());
  sometime(profile.clockSteps, () => {
    const cell = random.pick(cells);
    cell.clock.offsetMs += random.chance(0.6) ? -HOUR_MS : HOUR_MS;
    scheduler.trace(`the clock of ${cell.name} is ${cell.clock.offsetMs} ms ahead`);
  });
}

/** From here on nothing goes wrong any more; what did go wrong has its consequences. */
export function endFaults({ network, kills, events, queues, decoders }: Simulation): void {
  network.faults.rate = 0;
  network.faults.away.clear();
  kills.left = 0;
  events.duplicates = 0;
  queues.work.faults.duplicates = 0;
  decoders.faults.diesIdle = 0;
  decoders.faults.diesAtWork = 0;
}
