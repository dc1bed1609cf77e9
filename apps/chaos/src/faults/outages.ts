import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@galeria/local/servers';
import type { Random } from '../random.ts';
import { type Mode, modes } from './service-errors.ts';

export interface OutageOptions {
  /** Makes a service fail in a mode; null ends that. */
  readonly setMode: (service: Service, mode: Mode | null) => Promise<void>;
  readonly random: Random;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly report: (services: readonly Service[], mode: Mode) => void;
}

const services: readonly Service[] = ['s3', 'sqs', 'dynamodb'];

const LONGEST_MS = 20_000;
/** Share of the time without a fault. */
const CALM_SHARE = 0.15;

/** Makes every service fail in every mode, alone and all together, in random order. */
export async function outages(options: OutageOptions): Promise<void> {
  const { setMode, random, milliseconds, signal, report } = options;
  const periods = modes.flatMap((mode) =>
    [...services.map((service) => [service]), services].map((concerned) => ({ mode, concerned })),
  );
  const each = Math.min(LONGEST_MS, milliseconds / periods.length);
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !signal.aborted) {
    for (const { mode, concerned } of random.shuffle(periods)) {
      if (Date.now() >= end || signal.aborted) break;
      report(concerned, mode);
      await setAll(setMode, concerned, mode);
      await sleep(each * (1 - CALM_SHARE));
      await setAll(setMode, concerned, null);
      await sleep(each * CALM_SHARE);
    }
  }
}

/** The modes in which no request gets through. */
const absences = ['refuse', 'hang', 'unavailable'] as const satisfies readonly Mode[];

/** Makes all services unavailable without a pause. */
export async function absence({
  setMode,
  milliseconds,
  report,
}: Pick<OutageOptions, 'setMode' | 'milliseconds' | 'report'>): Promise<void> {
  for (const mode of absences) {
    report(services, mode);
    await setAll(setMode, services, mode);
    await sleep(milliseconds / absences.length);
  }
  await setAll(setMode, services, null);
}

async function setAll(
  setMode: OutageOptions['setMode'],
  concerned: readonly Service[],
  mode: Mode | null,
): Promise<void> {
  await Promise.all(concerned.map((service) => setMode(service, mode)));
}
