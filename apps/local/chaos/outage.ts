import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../src/servers.ts';
import { type Mode, modes } from './faults.ts';
import type { FaultProxy } from './proxy.ts';
import type { Random } from './random.ts';

export interface OutageOptions {
  readonly proxies: ReadonlyMap<Service, FaultProxy>;
  readonly random: Random;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly say: (services: readonly Service[], mode: Mode) => void;
}

const LONGEST_MS = 20_000;
/** How much of the time everything is well. */
const CALM_SHARE = 0.15;

/** Every service goes wrong in every way, alone and all together, one after the other at random. */
export async function outages(options: OutageOptions): Promise<void> {
  const { proxies, random, milliseconds, signal, say } = options;
  const services = [...proxies.keys()];
  const deck = modes.flatMap((mode) =>
    [...services.map((service) => [service]), services].map((concerned) => ({ mode, concerned })),
  );
  const each = Math.min(LONGEST_MS, milliseconds / deck.length);
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !signal.aborted) {
    for (const { mode, concerned } of random.shuffle(deck)) {
      if (Date.now() >= end || signal.aborted) break;
      say(concerned, mode);
      await setAll(proxies, concerned, mode);
      await sleep(each * (1 - CALM_SHARE));
      await setAll(proxies, concerned, undefined);
      await sleep(each * CALM_SHARE);
    }
  }
}

/** The ways of being away altogether, one after the other: not one request gets through. */
const absences = ['refuse', 'hang', 'unavailable'] as const satisfies readonly Mode[];

/** All services are away without a pause. */
export async function absence({
  proxies,
  milliseconds,
  say,
}: Pick<OutageOptions, 'proxies' | 'milliseconds' | 'say'>): Promise<void> {
  const services = [...proxies.keys()];
  for (const mode of absences) {
    say(services, mode);
    await setAll(proxies, services, mode);
    await sleep(milliseconds / absences.length);
  }
  await setAll(proxies, services, undefined);
}

async function setAll(
  proxies: OutageOptions['proxies'],
  services: readonly Service[],
  mode: Mode | undefined,
): Promise<void> {
  await Promise.all(services.map((service) => proxies.get(service)?.set(mode)));
}
