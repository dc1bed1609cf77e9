import { build } from './build.ts';
import { check } from './check.ts';
import { NOBODY } from './context.ts';
import type { Violation } from './history.ts';
import { type Profile, profileOf } from './profile.ts';
import { seeded } from './random.ts';
import { tell } from './story.ts';
import { enter } from './world.ts';

export interface Result {
  readonly seed: number;
  readonly profile: Profile;
  readonly violations: readonly Violation[];
  /** The same for every run of this seed. */
  readonly hash: string;
  /** The trace, line by line. */
  readonly lines: readonly string[];
}

/**
 * Runs the world of one seed from its beginning to its end.
 *
 * @param fixed what of its profile the seed does not decide
 */
export async function simulate(seed: number, fixed: Partial<Profile> = {}): Promise<Result> {
  const random = seeded(seed);
  const profile = { ...profileOf(random.fork()), ...fixed };
  const story = random.fork();
  const simulation = build(random);
  const { scheduler } = simulation;
  const { disks, network, decoders } = simulation;
  enter({ scheduler, random: random.fork(), latency: random.fork(), disks, network, decoders });
  let fault: unknown;
  const found: Violation[] = [];
  const onUncaught = (reason: unknown) => {
    const detail = Error.isError(reason) ? (reason.stack ?? reason.message) : String(reason);
    found.push({ promise: 'handles-every-error', detail });
  };
  process.on('unhandledRejection', onUncaught);
  try {
    scheduler.after(
      0,
      () => {
        tell(simulation, profile, story)
          .then((history) => void found.push(...check(history)))
          .catch((error: unknown) => {
            fault = error;
          })
          .finally(scheduler.stop);
      },
      NOBODY,
    );
    await scheduler.run(onUncaught);
  } finally {
    enter(undefined);
    process.off('unhandledRejection', onUncaught);
  }
  if (fault !== undefined) throw fault;
  const violations = [...simulation.violations, ...found];
  return { seed, profile, violations, hash: scheduler.hash(), lines: scheduler.lines() };
}
