import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** One power cut and the restart after it. */
export interface PowerCut {
  /** Milliseconds from the kill until Galeria is up again. */
  readonly upMs: number;
}

export interface PowerCutOptions {
  readonly cloud: { cutPower(): Promise<number> };
  readonly random: Random;
  readonly count: number;
  /** The mean time between two cuts. */
  readonly gapMs: number;
  readonly signal: AbortSignal;
  readonly report: (cut: PowerCut) => void;
}

/** Cuts the power at random moments, and adds each cut to `cuts`. */
export async function cutPowerRepeatedly(
  { cloud, random, count, gapMs, signal, report }: PowerCutOptions,
  cuts: PowerCut[],
): Promise<void> {
  while (cuts.length < count) {
    // From half of the mean to one and a half.
    await sleep((0.5 + random.next()) * gapMs);
    if (signal.aborted) return;
    const cut = { upMs: await cloud.cutPower() };
    cuts.push(cut);
    report(cut);
  }
}
