import type { Random } from './random.ts';

/** The shares of faults in a run. Some kinds are left out, so that each also occurs alone. */
export interface Profile {
  readonly items: readonly { readonly name: string; readonly sound: boolean }[];
  readonly operations: number;
  /** How long clients ask, and faults happen. Milliseconds. */
  readonly busyMs: number;
  /** The share of requests to the cloud that something happens to. */
  readonly networkFaults: number;
  /** How often a service is away for some seconds. */
  readonly outages: number;
  readonly kills: number;
  readonly powerCuts: number;
  readonly clockSteps: number;
  /** The share of messages and events that come twice. */
  readonly duplicates: number;
  readonly decoderDeaths: number;
  readonly keys: boolean;
}

/** The share of runs in which nothing goes wrong: what is asked for once is then done once. */
const CALM = 0.2;

/** A run in which nothing goes wrong, and every client may do everything. */
export const NO_FAULTS = {
  networkFaults: 0,
  outages: 0,
  kills: 0,
  powerCuts: 0,
  clockSteps: 0,
  duplicates: 0,
  decoderDeaths: 0,
  keys: false,
} satisfies Partial<Profile>;

export function profileOf(random: Random): Profile {
  const calm = random.chance(CALM);
  const perhaps = (share: number, value: () => number): number =>
    !calm && random.chance(share) ? value() : 0;
  return {
    items: Array.from({ length: 1 + random.below(3) }, (_, at) => ({
      name: `picture-${at}`,
      sound: random.chance(0.5),
    })),
    operations: calm ? 1 + random.below(6) : 5 + random.below(8),
    busyMs: random.between(3_000, 60_000),
    networkFaults: perhaps(0.4, () => random.pick([0.01, 0.04, 0.12])),
    outages: perhaps(0.4, () => 1 + random.below(4)),
    kills: perhaps(0.5, () => 1 + random.below(3)),
    powerCuts: perhaps(0.2, () => 1),
    clockSteps: perhaps(0.4, () => 1 + random.below(3)),
    duplicates: perhaps(0.4, () => 0.2),
    decoderDeaths: perhaps(0.3, () => 0.3),
    keys: random.chance(0.25),
  };
}
