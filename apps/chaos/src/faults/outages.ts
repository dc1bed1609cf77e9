import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@galeria/local/servers';
import type { Random } from '../random.ts';
import type { FaultProxy } from './proxy.ts';
import { type Mode, modes } from './service-errors.ts';

export interface OutageOptions {
  readonly proxies: ReadonlyMap<Service, FaultProxy>;
  readonly random: Random;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly report: (services: readonly Service[], mode: Mode) => void;
}

const LONGEST_MS = 20_000;
/** Share of the time without a fault. */
const CALM_SHARE = 0.15;

/** Makes every service fail in every mode, alone and all together, in random order. */
export async function outages(options: OutageOptions): Promise<void> {
  const { proxies, random, milliseconds, signal, report } = options;
  const services = [...proxies.keys()];
  const periods = modes.flatMap((mode) =>
    [...services.map((service) => [service]), services].map((concerned) => ({ mode, concerned })),
  );
  const each = Math.min(LONGEST_MS, milliseconds / periods.length);
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !signal.aborted) {
    for (const { mode, concerned } of random.shuffle(periods)) {
      if (Date.now() >= end || signal.aborted) break;
      report(concerned, mode);
      await setAll(proxies, concerned, mode);
      await sleep(each * (1 - CALM_SHARE));
      await setAll(proxies, concerned, undefined);
      await sleep(each * CALM_SHARE);
    }
  }
}

/** The modes in which no request gets through. */
const absences = ['refuse', 'hang', 'unavailable'] as const satisfies readonly Mode[];

/** Makes all services unavailable without a pause. */
export async function absence({
  proxies,
  milliseconds,
  report,
}: Pick<OutageOptions, 'proxies' | 'milliseconds' | 'report'>): Promise<void> {
  const services = [...proxies.keys()];
  for (const mode of absences) {
    report(services, mode);
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
